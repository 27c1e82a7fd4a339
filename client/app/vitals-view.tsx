import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Indicator } from '../../shared/indicators.ts';
import { childrenQuery } from '../api/areas.query.ts';
import { indicatorsQuery, vitalsQuery } from '../api/vitals.query.ts';
import { boardsOf, lanesOf } from '../features/vitals/lanes.ts';
import { Matrix, type Shown } from '../features/vitals/matrix.tsx';
import { SignList } from '../features/vitals/sign-list.tsx';
import { SignPanel } from '../features/vitals/sign-panel.tsx';
import { StateCounts } from '../features/vitals/state-counts.tsx';
import { countStates, firstSign, matrixRows } from '../features/vitals/vital-model.ts';
import { useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { useSession } from '../state/session.ts';
import { usePutParams } from '../state/use-put-params.ts';
import { Segmented } from '../ui/segmented.tsx';
import { Beside, BoardWaiting } from './beside.tsx';
import type { Overview } from './use-overview.ts';
import { VitalsMap } from './vitals-map.tsx';
import styles from './vitals-page.module.css';

const ALL = '';
const NONE: readonly Indicator[] = [];

/** All signs, and one of them in full: beside one another, or on a phone one after the other. */
export function VitalsView({ overview, isPhone }: { overview: Overview; isPhone: boolean }) {
  const { control, of, hovered, near } = overview;
  const area = overview.area!;
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const cache = useQueryClient();
  const [params, put] = usePutParams();
  const [isWhole, setWhole] = useState(false);
  const { data: book } = useQuery(vitalsQuery(control.area, cache));
  const { data: catalogue } = useQuery(indicatorsQuery);
  const { data: children } = useQuery(childrenQuery(control.area, of.atMs));
  const indicators = catalogue?.indicators ?? NONE;
  const allLanes = useMemo(() => lanesOf(city.lanes, indicators, null), [city.lanes, indicators]);
  const boards = boardsOf(city.boards, allLanes);
  const wanted = params.get('signs');
  const board = boards.some(({ code }) => code === wanted) ? wanted : null;
  const lanes = useMemo(() => lanesOf(city.lanes, indicators, board), [board, city.lanes, indicators]);
  const rows = useMemo(() => matrixRows({ lanes, indicators, isWhole }, book), [book, indicators, isWhole, lanes]);
  const own = useMemo(() => ({ code: area.properties.code, name: area.properties.name }), [area]);
  const features = children?.features;
  const areas = useMemo(() => (features ?? []).map(({ properties }) => ({ code: properties.code, name: properties.name })), [features]);
  const codes = useMemo(() => (areas.length > 0 ? areas : [own]).map(({ code }) => code), [areas, own]);
  // On a phone a sign is opened; beside the matrix one is always there.
  const sign = params.get('sign') ?? (isPhone ? null : firstSign(rows, codes));
  const indicator = indicators.find(({ code }) => code === sign);
  const place = areas.find(({ code }) => code === params.get('place')) ?? own;
  const show = ({ sign: code, area: at }: Shown): void => put({ sign: code, place: at === control.area ? null : at });
  if (!catalogue || !children) return <BoardWaiting lines={14} height={18} />;
  const unconnected = indicators.filter(({ code }) => !book?.cells.has(code)).length;
  const label = t('vitals.matrix', { name: name(area.properties.name) });
  const panel = indicator && (
    <SignPanel
      key={`${indicator.code} ${place.code}`}
      indicator={indicator}
      laneName={name(city.lanes.find(({ code }) => code === indicator.lane)?.names ?? { zh: indicator.lane, en: indicator.lane })}
      place={place}
      cell={book?.cells.get(indicator.code)?.get(place.code)}
      window={of.view}
      href={place === own ? null : control.hrefOf(place.code)}
      nameOf={(code) =>
        name(
          areas.find((each) => each.code === code)?.name ?? area.properties.ancestors.find((each) => each.code === code)?.name ?? own.name,
        )
      }
    />
  );
  const map = indicator && areas.length > 0 && (
    <VitalsMap of={of} indicator={indicator} cells={book?.cells.get(indicator.code)} hovered={hovered} onHover={near} onGo={control.go} />
  );
  const head = (
    <header className={styles.head}>
      <StateCounts counts={countStates(rows, codes)} hasWorse={!isPhone} />
      {boards.length > 1 && (
        <Segmented
          label={t('vitals.boards')}
          value={board ?? ALL}
          onChange={(value) => put({ signs: value === ALL ? null : value })}
          options={[
            { value: ALL, label: t('vitals.allBoards') },
            ...boards.map(({ code, names }) => ({ value: code, label: name(names) })),
          ]}
        />
      )}
    </header>
  );
  const foot = (unconnected > 0 || isWhole) && (
    <p className={styles.foot}>
      {t('vitals.unconnected', { n: unconnected })}{' '}
      <button type="button" onClick={() => setWhole(!isWhole)}>
        {t(isWhole ? 'vitals.hideUnconnected' : 'vitals.showUnconnected')}
      </button>
    </p>
  );
  const all = isPhone ? (
    <SignList label={label} own={control.area} areas={areas.map(({ code }) => code)} rows={rows} onShow={(code) => put({ sign: code })} />
  ) : (
    <Matrix
      label={label}
      own={own}
      areas={areas}
      rows={rows}
      shown={indicator ? { sign: indicator.code, area: place.code } : null}
      onShow={show}
      onGo={control.go}
      hovered={hovered}
      onHover={near}
    />
  );
  return (
    <Beside
      isPhone={isPhone}
      board={
        <>
          {head}
          {all}
          {foot}
        </>
      }
      detail={
        indicator && (
          <>
            {isPhone && panel}
            {map && <div className={isPhone ? styles.phoneMap : styles.map}>{map}</div>}
            {!isPhone && panel}
          </>
        )
      }
      back={t('vitals.backToOwn', { name: t('vitals.title') })}
      onBack={() => put({ sign: null, place: null })}
    />
  );
}
