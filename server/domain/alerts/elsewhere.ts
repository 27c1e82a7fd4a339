import type { AlertRules } from '../../../shared/alert-rules.ts';
import type { CapMessage } from '../../../shared/cap.ts';
import type { AlertFacts } from './alert.ts';
import { isKnownScheme } from './geocodes.ts';

/**
 * Whether a message is certainly about other places: it touches nothing here, and each of its areas is drawn, or named by a code of which
 * all values of this city are known. What only says so in words, or by a code that nobody knows here, could be meant for us.
 */
export function isElsewhere({ infos }: Pick<CapMessage, 'infos'>, { parts }: Pick<AlertFacts, 'parts'>, rules: AlertRules): boolean {
  const areas = infos.flatMap((info) => info.areas);
  return (
    areas.length > 0 &&
    infos.every((info) => info.areas.length > 0) &&
    parts.every((part) => part.areas.length === 0) &&
    areas.every(
      ({ polygons, circles, geocodes }) =>
        polygons.length + circles.length > 0 || geocodes.some((geocode) => isKnownScheme(geocode, rules)),
    )
  );
}
