/** A number as people type one; null = it is none. */
export function numberOf(typed: string): number | null {
  const plain = typed.trim().replace(/^−/, '-');
  const number = Number(plain);
  return plain === '' || !Number.isFinite(number) ? null : number;
}
