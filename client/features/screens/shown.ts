/** What may be put onto a wall for a while, and where it lies; an alert may hold at many places. */
export type Shown =
  | { kind: 'incident'; id: number; place: string }
  | { kind: 'area'; id: string; place: string }
  | { kind: 'alert'; id: number; places: readonly string[] };
