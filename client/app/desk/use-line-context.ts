import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { DESK_VIEWS } from '../../../shared/desk-views.ts';
import { DISPOSITION_NAMES, DISPOSITIONS, OUTCOME_NAMES, OUTCOMES, REJECT_REASONS, type Outcome } from '../../../shared/command-words.ts';
import { COMMAND_NAMES, type CommandField, type CommandName } from '../../../shared/incident-commands.ts';
import type { Duplicates, IncidentWire } from '../../../shared/incidents.ts';
import type { SavedViewWire } from '../../../shared/saved-views.ts';
import { duplicatesQuery } from '../../api/incidents.query.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import { directoryQuery, unitsQuery } from '../../api/areas.query.ts';
import type { LineChoice } from '../../features/desk/line-words.ts';
import type { LineContext } from '../../features/desk/read-line.ts';
import { areaNames, categoryNames, departmentNames, shortNumber } from '../../features/incidents/incident-words.ts';
import { distanceText, fromText, reasonText } from '../../features/incidents/offer-words.ts';
import type { HeldOffer } from '../../features/incidents/use-offers.ts';
import { unitsFor } from '../../features/incidents/units-for.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { textIn, useText } from '../../i18n/text.ts';
import { zh as deskZh } from '../../i18n/desk.zh.ts';
import { zh as baseZh } from '../../i18n/zh.ts';
import { askedNumber } from '../../state/asked-number.ts';
import { nowMs } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';

/** Pages that the line opens by name, beside the queues. */
export const DESK_PLACES = ['handover'] as const;
export type DeskPlace = (typeof DESK_PLACES)[number];

interface Given {
  /** Whose units may be opened by name. */
  area: string;
  /** What the command would be given for. */
  incident: IncidentWire | undefined;
  possible: readonly CommandName[] | null;
  /** Other incidents of the queue, into which one may be merged. */
  rows: readonly IncidentWire[];
  /** The first choices where a unit is asked for; their keys are those of the pane. */
  offers: readonly HeldOffer[];
  /** Queues under a name. */
  views: readonly SavedViewWire[];
}
const MOST_OTHERS = 200;
const NONE: Duplicates = [];

/** All that the command line knows where it stands: the table, the selected incident, the city's units. */
export function useLineContext({ incident, possible, rows, offers, views, area }: Given): LineContext {
  const name = useName();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const t = useText();
  const { data: units } = useQuery(unitsQuery(city.area));
  const { data: near } = useQuery(unitsQuery(area));
  const { data: directory } = useQuery(directoryQuery);
  const unitChoices = useMemo<LineChoice[]>(() => {
    if (!incident) return [];
    const department = city.categories.find(({ code }) => code === incident.category)?.department ?? null;
    const words = { t, name, language };
    const pinyin = new Map(units?.map((unit) => [unit.code, unit.pinyin]));
    const offered = offers.map(({ offer }) => ({
      value: offer.unit,
      names: offer.names,
      hint: [distanceText(offer, language), fromText(offer, nowMs(), words), reasonText(offer, words)].join(' · '),
      pinyin: pinyin.get(offer.unit),
    }));
    const others = unitsFor(units ?? [], incident.place, department, directory).filter(
      ({ code }) => !offers.some(({ offer }) => offer.unit === code),
    );
    return [
      ...offered,
      ...others.map((unit) => ({
        value: unit.code,
        names: unit.names,
        hint: unit.department === null ? name(areaNames(unit.node, directory)) : name(departmentNames(unit.department, city)),
        pinyin: unit.pinyin,
      })),
    ];
  }, [city, directory, incident, language, name, offers, t, units]);
  const mayMerge = incident !== undefined && possible?.includes('merge') === true;
  const { data: duplicates = NONE } = useQuery({ ...duplicatesQuery(incident?.id ?? 0), enabled: mayMerge });
  return useMemo(() => {
    const fixed = (value: string, names: Bilingual): LineChoice => ({ value, names, hint: language === 'zh' ? names.en : names.zh });
    const choicesOf = (command: CommandName, field: CommandField): readonly LineChoice[] | null => {
      if (field === 'unit') return unitChoices;
      if (field === 'disposition') return DISPOSITIONS.map((code) => fixed(code, DISPOSITION_NAMES[code]));
      if (field === 'outcome') return outcomesOf(command).map((code) => fixed(code, OUTCOME_NAMES[code]));
      if (field === 'reason' && command === 'reject') return REJECT_REASONS.map((code) => fixed(code, both(`reject.${code}`, language)));
      if (field === 'into')
        // What is likely the same comes first.
        return [
          ...duplicates.map((each) => each.incident),
          ...rows.filter((row) => !duplicates.some((each) => each.incident.id === row.id)),
        ]
          .filter((row) => row.id !== incident?.id)
          .slice(0, MOST_OTHERS)
          .map((row) => {
            const [number, short] = [row.number, shortNumber(row.number)];
            return {
              value: String(row.id),
              names: { zh: number, en: number },
              short: { zh: short, en: short },
              hint: name(categoryNames(row.category, city)),
            };
          });
      return null;
    };
    return {
      language,
      commands: COMMAND_NAMES,
      possible,
      queues: [
        ...DESK_VIEWS.map((view) => ({ value: view as string, names: both(`queue.${view}`, language) })),
        ...DESK_PLACES.map((page) => ({ value: page as string, names: both(`${page}.open`, language) })),
        ...views.map((view) => ({ value: view.id, names: { zh: view.name, en: view.name } })),
      ],
      units: (near ?? []).map(({ code, names, pinyin }) => ({ value: code, names, pinyin })),
      choicesOf,
      numberOf: (typed) => askedNumber(typed, nowMs(), city.timeZone),
    };
  }, [city, duplicates, incident?.id, language, name, near, possible, rows, unitChoices, views]);
}

const outcomesOf = (command: CommandName): readonly Outcome[] => (command in OUTCOMES ? OUTCOMES[command as keyof typeof OUTCOMES] : []);

/** A text of the screen as a name: Chinese is always known here, the reader's own language too. */
const zh = { ...baseZh, ...deskZh };
const both = (
  key: Extract<keyof typeof zh, `queue.${string}` | `reject.${string}` | `${DeskPlace}.open`>,
  language: 'zh' | 'en',
): Bilingual => ({
  zh: zh[key],
  en: language === 'en' ? textIn('en')(key as 'queue.all') : zh[key],
});
