import { formatAge } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { lastHeardMs, useConnection } from '../../live/connection.ts';
import { nowMs, useTicked } from '../../state/clock.ts';

/**
 * How old a figure is. While the line is up silence means "nothing changed", so what was last heard confirms it; without a
 * line it ages from its own instant.
 */
export function FigureAge({ asOf }: { asOf: string }) {
  const language = useLanguage((state) => state.language);
  const isLive = useConnection((connection) => connection.state === 'live');
  const text = useTicked((now) => {
    const heard = lastHeardMs();
    const age = isLive && heard !== null ? Date.now() - heard : Math.max(now, nowMs()) - Date.parse(asOf);
    return formatAge(age, language);
  });
  return <span aria-live="off">{text}</span>;
}
