/** When a node's duty day 值班日 and its scoring month 考评期 begin. They only set presets: a window comes from the request alone. */
export interface NodePeriods {
  /** Local hour; 0 = the duty day is the calendar day. */
  dutyHour: number;
  /** Day of the month, 1 to 28; null = the city scores by no month of its own. */
  scoringDay: number | null;
}
/** The city's own, and those of the nodes that differ. */
export interface CityPeriods extends NodePeriods {
  nodes: Readonly<Record<string, NodePeriods>>;
}
export const periodsOf = ({ nodes, ...city }: CityPeriods, node: string): NodePeriods => (Object.hasOwn(nodes, node) ? nodes[node]! : city);
