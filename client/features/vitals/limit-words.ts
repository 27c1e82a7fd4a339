import type { Indicator } from '../../../shared/indicators.ts';
import type { LimitInForceWire } from '../../../shared/vital-wire.ts';
import type { Translate } from '../../i18n/text.ts';

/** "> 0.5 NTU", "< 0.1 or > 2 mg/L" */
export function limitText({ above, below, isInclusive }: LimitInForceWire, { unit }: Pick<Indicator, 'unit'>, t: Translate): string {
  const [over, under] = isInclusive === true ? ['≥', '≤'] : ['>', '<'];
  const number = (value: number): string => String(value).replace('-', '−');
  const low = below === undefined ? null : `${under} ${number(below)}`;
  const high = above === undefined ? null : `${over} ${number(above)}`;
  const text = low !== null && high !== null ? t('vitals.limit.or', { a: low, b: high }) : (low ?? high ?? '');
  return `${text} ${unit}`.trim();
}
/** How long it has to last, and how far it has to come back. */
export function limitTerms(
  { forS = 0, deadBand = 0 }: LimitInForceWire,
  { unit }: Pick<Indicator, 'unit'>,
  t: Translate,
  span: (ms: number) => string,
): string {
  return [
    ...(forS > 0 ? [t('vitals.limit.for', { time: span(forS * 1000) })] : []),
    ...(deadBand > 0 ? [t('vitals.limit.band', { value: `${deadBand} ${unit}`.trim() })] : []),
  ].join(' · ');
}
/** Where it comes from, in words; a default of ours is said to be one. */
export function basisText({ basis, isEnded }: Pick<LimitInForceWire, 'basis' | 'isEnded'>, t: Translate): string {
  const { kind, standard = '', edition = '', validTo = '' } = basis;
  const source =
    kind === 'default'
      ? t('vitals.basis.default')
      : kind === 'standard'
        ? t('vitals.basis.standard', { standard, edition })
        : t('vitals.basis.published', { standard });
  return isEnded ? `${source} · ${t('vitals.basis.ended', { day: validTo })}` : source;
}
/** The values of limits that a line can be drawn at. */
export const limitLines = (limits: readonly LimitInForceWire[], name: (state: LimitInForceWire['state']) => string) =>
  limits.flatMap(({ state, above, below }) =>
    [above, below].flatMap((value) => (value === undefined ? [] : [{ value, state, label: name(state) }])),
  );
