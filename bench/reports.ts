import type { ReportIncident } from '../shared/incidents.ts';
import { SOURCES } from '../shared/terms.ts';
import type { DemoCity } from './demo-city.ts';
import { locatedPoints } from './points.ts';
import { seeded, shuffled, skewed } from './random.ts';

const WORDS = [
  '井盖破损',
  '路灯不亮',
  '垃圾堆积未清运',
  '道路坑洼积水',
  '占道经营影响通行',
  '水管爆裂',
  '夜间施工噪声扰民',
  '绿化带树枝倾倒',
];

/** Reports as a hotline and its callers send them: all with words, half with a reporter, a third with an outer id. */
export function reportBodies({ pack, locator }: DemoCity, count: number, seed: number): string[] {
  const random = seeded(seed);
  const point = locatedPoints(pack.areas, locator, seed + 1);
  const category = skewed(shuffled(pack.pack.categories, random), random);
  return Array.from({ length: count }, (_, i) => {
    const [lng, lat] = point().lngLat;
    const body: ReportIncident = {
      category: category().code,
      description: `${WORDS[i % WORDS.length]}，市民反映第 ${i} 号，请尽快派人到现场处理。`,
      lngLat: [Number(lng.toFixed(6)), Number(lat.toFixed(6))],
      source: SOURCES[i % 4]!,
      ...(i % 2 === 0 ? { reporter: { name: `市民${i % 500}`, contact: `139${String(10_000_000 + i)}` } } : {}),
      ...(i % 3 === 0 ? { externalId: `seed-${seed}-${i}` } : {}),
    };
    return JSON.stringify(body);
  });
}
