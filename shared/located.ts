/**
 * How an incident got its place: by its point, by the area it declared, or at the city node because its point lies outside
 * every area, or because it has neither point nor area.
 */
export const LOCATED = ['point', 'declared', 'outside', 'unlocated'] as const;
export type Located = (typeof LOCATED)[number];
