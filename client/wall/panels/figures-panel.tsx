import { useQuery } from '@tanstack/react-query';
import { figureColumns, NARROW_EM } from '../../../shared/wall-budget.ts';
import type { WallMeasure } from '../../../shared/wall-scene.ts';
import { usualQuery } from '../../api/figures.query.ts';
import { toFigure, type Figure } from '../../features/figures/figure-model.ts';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { isRate, kindOf } from '../../state/measures.ts';
import { useSession } from '../../state/session.ts';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-props.ts';
import styles from '../wall.module.css';

/** Key figures: value, how it stands to its target or to what is usual, n, and its age. */
export function FiguresPanel({ panel, room, data }: PanelProps<'figures'>) {
  const columns = figureColumns(room.widthEm, panel.measures.length);
  return (
    <ul className={styles.figures} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {panel.measures.map((measure) => (
        <li key={measure}>
          <KeyFigure measure={measure} data={data} widthEm={room.widthEm / columns - 1} />
        </li>
      ))}
    </ul>
  );
}

/** What stands beside a value needs so much room after it. */
const BESIDE_EM = 12;

function KeyFigure({ measure, data, widthEm }: { measure: WallMeasure; data: PanelProps['data']; widthEm: number }) {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const { data: usual } = useQuery(usualQuery(data.of));
  const { summary } = data;
  const figure = summary ? toFigure(measure, { summary, usual, targets: city.targets, minimumN: city.minimumN, language }) : null;
  return (
    <PanelFrame
      title={<MeasureName measure={measure} data={data} hasRoom={widthEm >= BESIDE_EM} />}
      source={{ kind: 'live', toldAtMs: data.toldAtMs }}
      isNarrow={widthEm < NARROW_EM}
    >
      <p className={styles.figure}>
        <strong>
          {figure?.value ?? '—'}
          {figure?.value && figure.unit !== t('unit.cases') && <small>{figure.unit}</small>}
        </strong>
        {figure && widthEm >= BESIDE_EM && <Beside figure={figure} />}
      </p>
    </PanelFrame>
  );
}

function MeasureName({ measure, data, hasRoom }: { measure: WallMeasure; data: PanelProps['data']; hasRoom: boolean }) {
  const t = useText();
  const name = t(`wall.m.${measure}`);
  // A stock is as of now, whatever the window.
  if (kindOf(measure) !== 'flow' || !hasRoom) return name;
  return `${name} ${t(`wall.w.${data.of.view.window}`)}`;
}

/** Against its target, with a word and a mark and no hue; of what has none, against the same time a week ago. */
function Beside({ figure }: { figure: Figure }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { measure, verdict, target, usual, reading } = figure;
  if (isRate(measure)) {
    if (verdict === 'tooFew') return <span>{t('wall.small')}</span>;
    if (verdict === 'missed') return <span className={styles.missed}>▼ {target}</span>;
    return <span>{target ?? t('wall.n', { n: formatCount(reading.n, language) })}</span>;
  }
  return usual === null ? null : <span>{t('wall.usual', { value: usual.replace(` ${t('unit.cases')}`, '') })}</span>;
}
