import type { Level } from '../../shared/alert-terms.ts';
import { rem } from './root-scale.ts';

const SHAPES: Record<Level, string> = {
  red: 'M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9Z',
  orange: 'M12 1 23 12 12 23 1 12Z',
  yellow: 'M12 1.5 23 21.5H1Z',
  blue: 'M12 1.6a10.4 10.4 0 1 0 0 20.8 10.4 10.4 0 0 0 0-20.8Z',
};

/** The mark of an alert: a shape for each level, its hue and its outline; without a level a neutral frame. Its name stands beside it in text. */
export function HazardMark({ level, size = 24 }: { level: Level | null; size?: number }) {
  const ink = level === null ? 'var(--n-9)' : 'var(--hz-ink)';
  const top = level === 'yellow' ? 9 : 6.5;
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" data-hazard={level ?? 'none'} style={{ flex: 'none', width: rem(size), height: rem(size) }}>
      <path
        d={level === null ? 'M4 4h16v16H4Z' : SHAPES[level]}
        fill={level === null ? 'none' : `var(--hz-${level})`}
        stroke={ink}
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
      <path d={`M12 ${top}v6.5m0 2.2v1.6`} stroke={ink} strokeWidth="2" />
    </svg>
  );
}
