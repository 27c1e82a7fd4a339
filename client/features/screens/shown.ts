/** What may be put onto a wall for a while, and where it lies. */
export type Shown = { kind: 'incident'; id: number; place: string } | { kind: 'area'; id: string; place: string };
