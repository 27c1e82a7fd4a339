/** A new critical incident has the glass, or something calls that nobody has acknowledged yet. */
type Reason = 'attention' | 'call';
const reasons = new Set<Reason>();

/** Whether nothing that can wait should happen at this moment. */
export const isTaken = (): boolean => reasons.size > 0;
export function setTaken(reason: Reason, taken: boolean): void {
  if (taken) reasons.add(reason);
  else reasons.delete(reason);
}
