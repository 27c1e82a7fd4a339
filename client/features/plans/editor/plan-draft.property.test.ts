import fc from 'fast-check';
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { COMPARATORS, PLAN_DIRECTIONS, PLAN_NATURES } from '../../../../shared/plan-terms.ts';
import { PlanContent, type PlanItem } from '../../../../shared/plan-wire.ts';
import { inOrder } from './item-order.ts';
import { contentOf } from './plan-content.ts';
import { draftOf, type PlanDraft } from './plan-draft.ts';
import { hung, moved, toggledOut, withNew } from './plan-edits.ts';
import { mergePlans } from './plan-merge.ts';

/** As it comes over the wire: no minus before a zero, nothing that is undefined. */
const wired = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> => arbitrary.map((value) => JSON.parse(JSON.stringify(value)) as T);
const words = fc.string({ maxLength: 12 }).filter((text) => /^[^\u0000-\u001f]*$/.test(text));
/** Both languages are asked for. */
const said = words.filter((text) => text.trim() !== '');
const names = fc.record({ zh: said, en: said });
const year = fc.integer({ min: 1990, max: 2099 });
const figure = fc.double({ min: -1e12, max: 1e12, noNaN: true });
const comparator = fc.constantFrom(...COMPARATORS);
const target = fc.oneof(
  fc.record({ kind: fc.constant('value' as const), year, comparator, value: figure }),
  fc.record({ kind: fc.constant('band' as const), year, low: figure, high: figure }),
  fc.record({ kind: fc.constant('relative' as const), year, comparator, to: names }),
  fc.record({ kind: fc.constant('text' as const), year, text: names }),
);
const targets = fc.array(target, { minLength: 1, maxLength: 4 });
const base = fc.record({ year, value: figure });
const area = fc.record({ area: fc.constantFrom('500103', '500105001', '地'), base, targets }, { requiredKeys: ['area'] });
const measure = fc.record(
  {
    unit: fc.constantFrom('', '%', 'µg/m³'),
    decimals: fc.integer({ min: 0, max: 4 }),
    direction: fc.constantFrom(...PLAN_DIRECTIONS),
    nature: fc.constantFrom(...PLAN_NATURES),
    department: fc.option(fc.constantFrom('water', 'housing'), { nil: null }),
    promised: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
    base,
    targets,
    isForAll: fc.boolean(),
    areas: fc.array(area, { maxLength: 3 }),
  },
  { requiredKeys: ['unit', 'decimals', 'direction', 'nature', 'department', 'promised', 'targets'] },
);
/** Items under one another in any order in which a parent stands before its children. */
const items = fc
  .array(fc.record({ under: fc.nat(), isTop: fc.boolean(), names, measure: fc.option(measure, { nil: undefined }) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((all) =>
    all.map(({ under, isTop, ...rest }, i): PlanItem => {
      const parent = isTop || i === 0 ? null : `c${under % i}`;
      return {
        code: `c${i}`,
        parent,
        names: rest.names,
        ...(rest.measure ? { measure: rest.measure } : {}),
      };
    }),
  );
const plan: fc.Arbitrary<PlanContent> = wired(
  fc.record(
    { names, from: year, to: year, document: words, isExample: fc.boolean(), items },
    { requiredKeys: ['names', 'from', 'to', 'items'] },
  ),
) as fc.Arbitrary<PlanContent>;
const AT = { code: 'p', node: '50', seenVersion: 3 };
const opened = (content: PlanContent): PlanDraft => draftOf(AT, content, content);
const isSound = ({ items: all }: PlanContent): boolean =>
  all.every(({ parent }, i) => parent === null || all.findIndex(({ code }) => code === parent) < i) &&
  new Set(all.map(({ code }) => code)).size === all.length &&
  inOrder(all, ({ code }) => code).length === all.length;

describe('a plan in the form', () => {
  it('whatever the wire takes goes through it unchanged', () => {
    fc.assert(
      fc.property(plan, (content) => {
        expect(Check(PlanContent, content)).toBe(true);
        expect(contentOf(opened(content))).toEqual({ content, faults: [] });
      }),
    );
  });

  const edit = fc.record({ kind: fc.constantFrom('add', 'head', 'up', 'down', 'out', 'hang'), at: fc.nat(), under: fc.nat() });
  it('whatever is moved, hung elsewhere, added or taken out, a parent stands before its children', () => {
    fc.assert(
      fc.property(plan, fc.array(edit, { maxLength: 8 }), (content, edits) => {
        let draft = opened(content);
        for (const { kind, at, under } of edits) {
          const key = draft.items[at % draft.items.length]!.key;
          if (kind === 'add' || kind === 'head') draft = withNew(draft, key, kind === 'add').draft;
          else if (kind === 'up' || kind === 'down') draft = moved(draft, key, kind === 'up' ? -1 : 1);
          else if (kind === 'out') draft = toggledOut(draft, key);
          else {
            const other = draft.items[under % draft.items.length]!;
            // As the form offers it: never under what hangs under it.
            const above = new Set<string | null>();
            for (let up: string | null = other.key; up !== null; up = draft.items.find((each) => each.key === up)!.parent) above.add(up);
            if (!above.has(key) && !other.isOut) draft = hung(draft, key, other.key);
          }
        }
        const live = draft.items.filter(({ isOut }) => !isOut);
        const { content: sent } = contentOf(draft);
        expect([isSound(sent), sent.items.length]).toEqual([true, live.length]);
      }),
    );
  });
});

describe('what two have made of one plan', () => {
  const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const byCode = (content: PlanContent) => new Map(content.items.map((item) => [item.code, item]));
  it('what only one of them changed is as they made it', () => {
    fc.assert(
      fc.property(plan, plan, (start, changed) => {
        const theirs = mergePlans(start, start, changed);
        expect(byCode(theirs.content)).toEqual(byCode(changed));
        expect({ ...theirs.content, items: [] }).toEqual({ ...changed, items: [] });
        expect(theirs.both).toEqual([]);
        const mine = mergePlans(start, changed, start);
        expect(byCode(mine.content)).toEqual(byCode(changed));
        expect([mine.taken, mine.both]).toEqual([[], []]);
      }),
    );
  });
  it('what I changed stands, what they made is there, and it hangs together', () => {
    fc.assert(
      fc.property(plan, plan, plan, (start, mine, theirs) => {
        const { content, both } = mergePlans(start, mine, theirs);
        expect(isSound(content)).toBe(true);
        const [before, own, other, merged] = [start, mine, theirs, content].map(byCode);
        const wrong: string[] = [];
        for (const [code, { measure: written }] of own!) {
          const was = before!.get(code);
          if (was && isSame(was.measure, written)) continue;
          if (!isSame(merged!.get(code)?.measure, written)) wrong.push(`${code} is not as I wrote it`);
          const that = other!.get(code);
          const isTheirsToo = was && that && !isSame(that.measure, was.measure) && !isSame(that.measure, written);
          if (isTheirsToo && !both.includes(code)) wrong.push(`${code} is not told`);
        }
        for (const code of other!.keys()) if (!before!.has(code) && !merged!.has(code)) wrong.push(`${code} of theirs is gone`);
        expect(wrong).toEqual([]);
      }),
    );
  });
});
