import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Indicator } from '../../../shared/indicators.ts';
import type { RuleNames } from '../../../shared/rule-phrases.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { rulesQuery } from '../../api/rules.query.ts';
import { indicatorsQuery } from '../../api/vitals.query.ts';
import { useSession } from '../../state/session.ts';

/** What the codes of rules are called; `indicators` in the order of the catalogue. */
export function useRuleNames(): { names: RuleNames; indicators: readonly Indicator[] } {
  const { city } = useSession();
  const { data: directory } = useQuery(directoryQuery);
  const { data: pack } = useQuery(indicatorsQuery);
  const { data: rules } = useQuery(rulesQuery);
  return useMemo(() => {
    const indicators = pack?.indicators ?? [];
    const byCode = new Map(indicators.map((each) => [each.code, each]));
    const namesOf = <T extends { code: string; names: { zh: string; en: string } }>(list: readonly T[] = []) =>
      new Map(list.map(({ code, names }) => [code, names]));
    const [categories, kinds, issuers] = [namesOf(city.categories), namesOf(rules?.alertKinds), namesOf(rules?.issuers)];
    return {
      indicators,
      names: {
        indicator: (code) => byCode.get(code),
        category: (code) => categories.get(code),
        area: (code) => directory?.get(code)?.name,
        alertKind: (code) => kinds.get(code),
        issuer: (code) => issuers.get(code),
      },
    };
  }, [city, directory, pack, rules]);
}
