import { LEVELS, type Level } from '../../shared/alert-terms.ts';
import type { Drawing, Paint } from './drawing.ts';
import type { MapTokens } from './map-tokens.ts';

const MARK = 24;
/** Distance of the lines of a hatch, pixels of a desk: the graver, the denser. */
const HATCH: Record<Level, number> = { red: 7, orange: 10, yellow: 14, blue: 20 };
/** Corners of each shape; the circle of blue has none. */
const CORNERS: Record<Level, readonly (readonly [x: number, y: number])[]> = {
  red: Array.from({ length: 8 }, (_, i) => {
    const turn = ((i + 0.5) * Math.PI) / 4;
    return [12 + 10.6 * Math.cos(turn), 12 + 10.6 * Math.sin(turn)] as const;
  }),
  orange: [
    [12, 1],
    [23, 12],
    [12, 23],
    [1, 12],
  ],
  yellow: [
    [12, 1.5],
    [23, 21.5],
    [1, 21.5],
  ],
  blue: [],
};

function paintMark({ hz, hzInk, hzCaseLight }: MapTokens, level: Level): Paint {
  return (context) => {
    context.beginPath();
    if (level === 'blue') context.arc(12, 12, 10.4, 0, 2 * Math.PI);
    else for (const [x, y] of CORNERS[level]) context.lineTo(x, y);
    context.closePath();
    context.fillStyle = hz[level];
    context.lineJoin = 'round';
    context.lineWidth = 3;
    context.strokeStyle = hzCaseLight;
    context.stroke();
    context.fill();
    context.lineWidth = 1.4;
    context.strokeStyle = hzInk;
    context.stroke();
    const top = level === 'yellow' ? 9 : 6.5;
    context.fillStyle = hzInk;
    context.fillRect(11, top, 2, 6.5);
    context.fillRect(11, top + 8, 2, 2);
  };
}

/** Lines at 45°, the tile as wide as makes them meet at its edges. */
function paintHatch({ hz }: MapTokens, level: Level, side: number): Paint {
  return (context) => {
    context.strokeStyle = hz[level];
    context.globalAlpha = 0.5;
    context.lineWidth = 1.2;
    context.beginPath();
    for (const shift of [-side, 0, side]) {
      context.moveTo(shift - 1, side + 1);
      context.lineTo(shift + side + 1, -1);
    }
    context.stroke();
  };
}

/** Marks and hatches of the four levels. */
export function alertDrawings(tokens: MapTokens): Record<string, Drawing> {
  return Object.fromEntries(
    LEVELS.flatMap((level) => {
      const side = Math.round(HATCH[level] * Math.SQRT2);
      return [
        [`hazard-${level}`, { width: MARK, height: MARK, paint: paintMark(tokens, level) }],
        [`hatch-${level}`, { width: side, height: side, paint: paintHatch(tokens, level, side) }],
      ];
    }),
  );
}
