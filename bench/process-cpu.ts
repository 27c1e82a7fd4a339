import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

interface Stat {
  pid: number;
  parent: number;
  seconds: number;
  /** Of its children that have ended. */
  endedSeconds: number;
}

/** proc(5): after the name in brackets come state, parent, … and, in clock ticks, the times of the process and of its ended children. */
function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const seconds = (from: number): number => (Number(fields[from]) + Number(fields[from + 1])) / TICKS_PER_SECOND;
    return { pid, parent: Number(fields[1]), seconds: seconds(11), endedSeconds: seconds(13) };
  } catch {
    return null;
  }
}

export const parentOf = (pid: number): number => statOf(pid)?.parent ?? 0;

/** CPU of all processes below this one so far, seconds. Linux counts it; elsewhere NaN, and no ratio holds. */
export function cpuBelow(pid: number): number {
  const own = statOf(pid);
  if (own === null) return Number.NaN;
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
  const sum = (parent: number): number =>
    all
      .filter((stat) => stat.parent === parent)
      .reduce((total, { pid: child, seconds, endedSeconds }) => total + seconds + endedSeconds + sum(child), 0);
  return own.endedSeconds + sum(pid);
}
