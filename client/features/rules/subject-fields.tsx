import { useQuery } from '@tanstack/react-query';
import type { Indicator } from '../../../shared/indicators.ts';
import { SUBJECT_KINDS, SUM_HOURS, SUM_OF, type SumHours } from '../../../shared/rule-terms.ts';
import type { RuleContent, RuleSubject } from '../../../shared/rule-wire.ts';
import { TIER_NAMES, TIERS } from '../../../shared/terms.ts';
import { directoryQuery, nodeItems } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { SelectField, TextField } from '../../ui/form-fields.tsx';
import { NodeField } from '../../ui/node-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import type { RuleNames } from '../../../shared/rule-phrases.ts';
import { withKind } from './rule-draft.ts';
import styles from './rules.module.css';

interface Props {
  content: RuleContent;
  names: RuleNames;
  indicators: readonly Indicator[];
  node: string;
  /** The node of a rule stays what it is. */
  isNew: boolean;
  onNode: (code: string) => void;
  onChange: (part: Partial<RuleContent>) => void;
}

/** What a rule is called, where it holds, and what it looks at. */
export function SubjectFields({ content, names, indicators, node, isNew, onNode, onChange }: Props) {
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const { data: directory } = useQuery(directoryQuery);
  const { subject } = content;
  const set = (part: Partial<RuleSubject>): void => onChange({ subject: { ...subject, ...part } as RuleSubject });
  const tiers = TIERS.map((tier) => ({ value: tier, text: name(TIER_NAMES[tier]) }));
  return (
    <>
      <div className={styles.two}>
        <TextField
          name="name-zh"
          label={t('rules.nameZh')}
          value={content.names.zh}
          most={80}
          onChange={(zh) => onChange({ names: { ...content.names, zh } })}
        />
        <TextField
          name="name-en"
          label={t('rules.nameEn')}
          value={content.names.en}
          most={80}
          onChange={(en) => onChange({ names: { ...content.names, en } })}
        />
      </div>
      <div className={styles.two}>
        <NodeField
          label={t('rules.node')}
          value={node}
          shown={name(names.area(node) ?? { zh: node, en: node })}
          items={nodeItems(directory, me.scope, name)}
          placeholder={t('rules.findArea')}
          emptyText={t('rules.noArea')}
          isDisabled={!isNew}
          onPick={onNode}
        />
        <SelectField
          name="kind"
          label={t('rules.kind')}
          value={subject.kind}
          options={SUBJECT_KINDS.map((kind) => ({ value: kind, text: t(`rules.kind.${kind}`) }))}
          onChange={(kind) => onChange(withKind(content, kind, indicators[0]?.code ?? ''))}
        />
      </div>
      <div className={styles.three}>
        {'indicator' in subject && (
          <SelectField
            name="indicator"
            label={t('rules.indicator')}
            value={subject.indicator}
            options={indicators.map((each) => ({ value: each.code, text: name(each.names) }))}
            onChange={(indicator) => set({ indicator })}
          />
        )}
        {subject.kind === 'sum' && (
          <>
            <SelectField
              name="hours"
              label={t('rules.hours')}
              value={String(subject.hours)}
              options={SUM_HOURS.map((hours) => ({ value: String(hours), text: t('rules.nHours', { n: hours }) }))}
              onChange={(hours) => set({ hours: Number(hours) as SumHours })}
            />
            <SelectField
              name="of"
              label={t('rules.of')}
              value={subject.of}
              options={SUM_OF.map((of) => ({ value: of, text: t(`rules.of.${of}`) }))}
              onChange={(of) =>
                onChange({
                  subject: {
                    kind: 'sum',
                    indicator: subject.indicator,
                    hours: subject.hours,
                    of,
                    ...(of === 'station' ? {} : { tier: subject.tier ?? 'district' }),
                    ...(of === 'stations' ? { atLeast: subject.atLeast ?? 50 } : {}),
                  },
                })
              }
            />
            {subject.of !== 'station' && (
              <SelectField
                name="tier"
                label={t('rules.tier')}
                value={subject.tier ?? 'district'}
                options={tiers}
                onChange={(tier) => set({ tier })}
              />
            )}
            {subject.of === 'stations' && (
              <NumberField
                name="atLeast"
                label={t('rules.atLeast')}
                value={subject.atLeast ?? 0}
                least={-1e6}
                most={1e6}
                step={0.1}
                onChange={(atLeast) => set({ atLeast })}
              />
            )}
          </>
        )}
        {subject.kind === 'rate' && (
          <NumberField
            name="minutes"
            label={t('rules.minutes')}
            value={subject.minutes}
            least={1}
            most={1440}
            onChange={(minutes) => set({ minutes: Math.round(minutes) })}
          />
        )}
        {subject.kind === 'incidents' && (
          <IncidentFields subject={subject} tiers={tiers} onChange={(next) => onChange({ subject: next })} />
        )}
        <NumberField
          name="wait"
          label={t('rules.wait')}
          value={content.waitS}
          least={0}
          most={3600}
          onChange={(waitS) => onChange({ waitS: Math.round(waitS) })}
        />
        {subject.kind !== 'incidents' && subject.kind !== 'missing' && (
          <NumberField
            name="hole"
            label={t('rules.hole')}
            value={Math.round((content.holeS ?? 0) / 60)}
            least={0}
            most={10_080}
            onChange={(minutes) => onChange({ holeS: minutes < 1 ? null : Math.round(minutes) * 60 })}
          />
        )}
      </div>
    </>
  );
}

interface IncidentProps {
  subject: Extract<RuleSubject, { kind: 'incidents' }>;
  tiers: readonly { value: (typeof TIERS)[number]; text: string }[];
  onChange: (subject: RuleSubject) => void;
}
const ANY = '';
function IncidentFields({ subject, tiers, onChange }: IncidentProps) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  return (
    <>
      <SelectField
        name="category"
        label={t('rules.category')}
        value={subject.categories[0] ?? ANY}
        options={[
          { value: ANY, text: t('rules.anyCategory') },
          ...city.categories.map(({ code, names }) => ({ value: code, text: name(names) })),
        ]}
        onChange={(code) => onChange({ ...subject, categories: code === ANY ? [] : [code] })}
      />
      <SelectField
        name="tier"
        label={t('rules.tier')}
        value={subject.tier}
        options={tiers}
        onChange={(tier) => onChange({ ...subject, tier })}
      />
      <NumberField
        name="hours"
        label={t('rules.withinHours')}
        value={subject.hours}
        least={1}
        most={72}
        onChange={(hours) => onChange({ ...subject, hours: Math.round(hours) })}
      />
    </>
  );
}
