import { join } from 'node:path';
import { Check } from 'typebox/value';
import type { CityPack } from '../../shared/city-pack.ts';
import { PackPlans } from '../../shared/plan-wire.ts';
import { periodEnd } from '../../shared/plan-period.ts';
import { problemText } from '../../shared/problem-texts.ts';
import type { NewArea } from '../app/city.ts';
import { assertPlanSound } from '../domain/plans/plan-faults.ts';
import { measureOf } from '../domain/plans/plan.ts';
import { Rejection } from '../domain/rejection.ts';
import { buildTree } from '../domain/tree.ts';
import { readJson } from './pack-file.ts';
import { slipOf } from './slip.ts';

/** `plans.json` of a pack. @throws Error */
export function readPlans(folder: string): PackPlans {
  const read = readJson(folder, 'plans.json');
  if (!Check(PackPlans, read)) throw new Error(`${join(folder, 'plans.json')}, ${slipOf(PackPlans, read)}`);
  return read;
}

/** A plan that contradicts itself, or a value of no indicator, would be shown wrongly or nowhere. @throws Error */
export function assertPlans({ plans, departments }: CityPack, areas: readonly NewArea[]): void {
  if (!plans) return;
  // The newest edition: plans are for what comes.
  const nowMs = Number.MAX_SAFE_INTEGER;
  const tree = buildTree(areas.map((area) => ({ ...area, bbox: null })));
  const ground = { tree, nowMs, hasDepartment: (code: string) => departments.some((each) => each.code === code) };
  plans.plans.forEach(({ node, content }, index) => {
    if (!tree.row(node, nowMs)) throw new Error(`plans.json, plans.${index}.node: 没有辖区 ${node} / there is no area ${node}`);
    try {
      assertPlanSound(content, node, ground);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      const say = (language: 'zh' | 'en'): string => problemText(error.code, error.detail, language);
      throw new Error(`plans.json, plans.${index}: ${say('zh')} / ${say('en')}`, { cause: error });
    }
  });
  plans.values.forEach(({ plan, item, area, period }, index) => {
    const of = plans.plans.find(({ code }) => code === plan);
    const isKnown =
      of !== undefined && measureOf(of.content, item) !== undefined && tree.isWithin(of.node, area, nowMs) && tree.row(area, nowMs);
    if (!isKnown || periodEnd(period) === null)
      throw new Error(`plans.json, values.${index}: 没有这个指标、辖区或期间 / there is no such indicator, area or period`);
  });
}
