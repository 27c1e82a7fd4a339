import { join } from 'node:path';
import { Check } from 'typebox/value';
import Type from 'typebox';
import { alertRulesOf } from '../../shared/alert-rules.ts';
import type { CityPack } from '../../shared/city-pack.ts';
import { problemText } from '../../shared/problem-texts.ts';
import { PackRule } from '../../shared/rule-wire.ts';
import type { NewArea } from '../app/city.ts';
import { Rejection } from '../domain/rejection.ts';
import { assertSound } from '../domain/rules/rule-faults.ts';
import { buildTree } from '../domain/tree.ts';
import { readJson } from './pack-file.ts';
import { slipOf } from './slip.ts';

const File = Type.Object({ rules: Type.Array(PackRule) }, { additionalProperties: false });

/** `rules.json` of a pack. @throws Error */
export function readRules(folder: string): PackRule[] {
  const read = readJson(folder, 'rules.json');
  if (!Check(File, read)) throw new Error(`${join(folder, 'rules.json')}, ${slipOf(File, read)}`);
  return read.rules;
}

/** A rule that names what the pack does not have would never fire. @throws Error */
export function assertRules({ rules = [], code, indicators, categories, alerts }: CityPack, areas: readonly NewArea[]): void {
  if (rules.length === 0) return;
  const ground = {
    tree: buildTree(areas.map((area) => ({ ...area, bbox: null }))),
    // The newest edition: rules are for what comes.
    nowMs: Number.MAX_SAFE_INTEGER,
    hasIndicator: (name: string) => indicators?.indicators.some((each) => each.code === name) ?? false,
    hasCategory: (name: string) => categories.some((each) => each.code === name),
    alerts: alertRulesOf(alerts ?? null),
  };
  rules.forEach((rule, index) => {
    try {
      assertSound(rule, code, ground);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      const say = (language: 'zh' | 'en'): string => problemText(error.code, error.detail, language);
      throw new Error(`rules.json, rules.${index}: ${say('zh')} / ${say('en')}`, { cause: error });
    }
  });
}
