import { faultsOf, seamsOf, textPx } from '../../../shared/wall-budget.ts';
import { countedGlass, faultWords, PANEL_NAMES, seamWords, spentOn } from '../../../shared/wall-fault-words.ts';
import { ARC_MINUTES, type Glass } from '../../../shared/wall-glass.ts';
import type { WallLayout } from '../../../shared/wall-scene.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import styles from './scenes.module.css';

/** What the glass holds against what the panels need, and every fault with what mends it. */
export function Budget({ layout, glass }: { layout: WallLayout; glass: Glass }) {
  const t = useText();
  const name = useName();
  const { lines, characters, panels } = countedGlass(glass);
  const faults = faultsOf(layout, glass);
  const words = [...faults.map((fault) => faultWords(fault, layout, glass)), ...seamsOf(layout, glass).map(seamWords)];
  return (
    <section className={styles.budget} aria-label={t('scenes.budget')}>
      <p className={styles.counts}>
        <strong>{t('scenes.counts', { lines, characters })}</strong>
        <span data-over={layout.panels.length > panels}>{t('scenes.panelCount', { n: layout.panels.length, most: panels })}</span>
        <span className={styles.quiet}>{t('scenes.type', { px: Math.round(textPx(glass)) })}</span>
      </p>
      <table className={styles.needs}>
        <thead>
          <tr>
            <th scope="col">{t('scenes.panel')}</th>
            <th scope="col">{t('scenes.needs')}</th>
            <th scope="col">{t('scenes.has')}</th>
            <th scope="col">{t('scenes.textSize')}</th>
          </tr>
        </thead>
        <tbody>
          {layout.panels.map((panel, index) => {
            const { needs, has, arcMinutes } = spentOn(panel, glass);
            const isSmall = arcMinutes < ARC_MINUTES.text;
            return (
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index} data-over={isSmall}>
                <th scope="row">
                  {index + 1} {name(PANEL_NAMES[panel.kind] ?? { zh: panel.kind, en: panel.kind })}
                </th>
                <td>{`${needs.lines} × ${needs.characters}`}</td>
                <td>{`${has.lines} × ${has.characters}`}</td>
                <td>
                  {isSmall ? (
                    <strong>
                      {arcMinutes < ARC_MINUTES.least
                        ? t('scenes.under', { n: arcMinutes, least: ARC_MINUTES.least })
                        : t('scenes.under', { n: arcMinutes, least: ARC_MINUTES.text })}
                    </strong>
                  ) : (
                    `${ARC_MINUTES.text}′`
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div role="status">
        {words.length === 0 ? (
          <p className={styles.quiet}>{t('scenes.readable', { m: glass.distanceM })}</p>
        ) : (
          <ul className={styles.faults}>
            {words.map((each) => (
              <li key={each.en}>{name(each)}</li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
