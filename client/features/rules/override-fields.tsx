import { useQuery } from '@tanstack/react-query';
import type { Indicator } from '../../../shared/indicators.ts';
import { unitOf, type RuleNames } from '../../../shared/rule-phrases.ts';
import type { RuleContent } from '../../../shared/rule-wire.ts';
import { directoryQuery, nodeItems } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { NodeField } from '../../ui/node-field.tsx';
import { LevelFields } from './level-fields.tsx';
import styles from './rules.module.css';

interface Props {
  content: RuleContent;
  names: RuleNames;
  indicators: readonly Indicator[];
  node: string;
  onChange: (part: Partial<RuleContent>) => void;
}

/** Areas below the rule's own that have limits of their own. */
export function OverrideFields({ content, names, node, onChange }: Props) {
  const t = useText();
  const name = useName();
  const { data: directory } = useQuery(directoryQuery);
  const { overrides, subject } = content;
  const taken = new Set([node, ...overrides.map(({ area }) => area)]);
  const items = nodeItems(directory, node, name).filter(({ value }) => !taken.has(value));
  const nameOf = (code: string): string => name(names.area(code) ?? { zh: code, en: code });
  return (
    <div className={styles.overrides}>
      {overrides.map(({ area, levels }, index) => (
        <section key={area} aria-label={nameOf(area)}>
          <header>
            <strong>{t('rules.ownLimits', { area: nameOf(area) })}</strong>
            <Button kind="quiet" onClick={() => onChange({ overrides: overrides.filter((_, i) => i !== index) })}>
              {t('rules.dropOverride')}
            </Button>
          </header>
          <LevelFields
            levels={levels}
            subject={subject}
            unit={unitOf(content, names)}
            onChange={(own) => onChange({ overrides: overrides.map((each, i) => (i === index ? { area, levels: own } : each)) })}
          />
        </section>
      ))}
      <NodeField
        label={t('rules.override')}
        value=""
        shown={t('rules.addOverride')}
        items={items}
        placeholder={t('rules.findArea')}
        emptyText={t('rules.noArea')}
        onPick={(area) => onChange({ overrides: [...overrides, { area, levels: content.levels }] })}
      />
    </div>
  );
}
