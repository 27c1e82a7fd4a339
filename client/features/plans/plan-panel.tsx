import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlanItem, PlanMeasure, PlanValueWire, PlanView } from '../../../shared/plan-wire.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import { planItemQuery } from '../../api/plans.query.ts';
import { formatAge } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BelowList } from './below-list.tsx';
import { PlanMark } from './plan-mark.tsx';
import { ageMs, formatFigure, isBehind, shareText, standingText, type PlanRow } from './plan-model.ts';
import { PlanPath } from './plan-path.tsx';
import { TargetList } from './target-list.tsx';
import { ValueForm } from './value-form.tsx';
import { ValueList } from './value-list.tsx';
import styles from './plan-panel.module.css';

interface Props {
  view: PlanView;
  item: PlanItem & { measure: PlanMeasure };
  row: PlanRow;
  areaName: string;
  department: Bilingual | null;
  /** Areas right below, by their names, and where each is shown. */
  nameOf: (area: string) => string;
  hrefOf: (area: string) => string;
}

/** One indicator at one area: how it stands and why, how it went, what is to be reached, what was said of it, and by whom. */
export function PlanPanel({ view, item, row, areaName, department, nameOf, hrefOf }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const [correcting, setCorrecting] = useState<PlanValueWire | null>(null);
  const { data, error } = useQuery(planItemQuery(view.code, item.code, view.area));
  const { measure } = item;
  const { latest, standing, isStale } = row;
  const isBinding = measure.nature === 'binding';
  const title = name(item.names);
  const detail = standingText(row, measure, language, t);
  const mayEnter = view.mayEnter.includes(item.code);
  return (
    <section className={styles.panel} aria-label={t('plans.of', { name: `${areaName} ${title}` })} data-plan-item={item.code}>
      <p className={styles.lane}>
        {t(`plans.nature.${measure.nature}`)} · {department ? name(department) : t('plans.noDepartment')}
      </p>
      <h2>
        {title} <span className={styles.quiet}>{areaName}</span>
      </h2>
      <p className={styles.now}>
        <b>{latest?.value == null ? '—' : formatFigure(latest.value, measure.decimals, language)}</b>
        {latest?.value != null && <span>{measure.unit}</span>}
        <span className={styles.state} data-state={standing.state} data-grave={isBinding && isBehind(standing.state)}>
          <PlanMark state={standing.state} isBinding={isBinding} /> {t(`plans.state.${standing.state}`)}
          {detail !== '' && <span>{detail}</span>}
        </span>
      </p>
      <p className={styles.facts}>
        {latest ? (
          <>
            <span>{t('plans.asOf', { day: latest.asOf })}</span>
            <span>{formatAge(ageMs(latest.asOf, view.today), language)}</span>
            {isStale && <b title={t('plans.staleHint')}>{t('plans.stale')}</b>}
            <span>{latest.source}</span>
          </>
        ) : (
          <span>{t('plans.noValue')}</span>
        )}
      </p>
      <PathSentence row={row} measure={measure} />
      <p className={styles.quiet}>{shareText(row, t)}</p>
      {data ? (
        <>
          <PlanPath view={data} measure={measure} title={title} areaName={areaName} />
          <TargetList view={data} measure={measure} />
          {data.below.length > 0 && <BelowList below={data.below} measure={measure} nameOf={nameOf} hrefOf={hrefOf} />}
          <ValueList
            values={data.values}
            measure={measure}
            isOwnNode={view.area === view.node}
            onCorrect={mayEnter ? setCorrecting : null}
          />
          {mayEnter && (
            <ValueForm
              key={correcting === null ? 'new' : `${correcting.kind} ${correcting.period} ${correcting.revision}`}
              plan={view.code}
              node={view.node}
              area={view.area}
              item={item}
              targets={data.targets}
              correcting={correcting}
              onDone={() => setCorrecting(null)}
            />
          )}
        </>
      ) : error ? (
        <p className={styles.quiet}>{error.message}</p>
      ) : (
        <Skeleton height={220} />
      )}
    </section>
  );
}

/** What the path asks for on the day of the value. */
function PathSentence({ row: { standing, latest }, measure }: { row: PlanRow; measure: PlanMeasure }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  if (!standing.path || !latest) return null;
  const { low, high } = standing.path;
  const figure = (value: number): string => `${formatFigure(value, measure.decimals, language)} ${measure.unit}`.trim();
  const day = latest.asOf;
  const text =
    low !== null && high !== null
      ? t('plans.path.both', { day, low: figure(low), high: figure(high) })
      : low !== null
        ? t('plans.path.low', { day, value: figure(low) })
        : high !== null
          ? t('plans.path.high', { day, value: figure(high) })
          : null;
  return text === null ? null : <p title={t('plans.formula')}>{text}</p>;
}
