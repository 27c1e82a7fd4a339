import { describe, expect, it } from 'vitest';
import { isNightNow, nightSceneOf } from './wall-night.ts';
import { TIERS } from './terms.ts';
import { sceneOf } from './wall-scenes.ts';

const OVER_MIDNIGHT = { from: '20:30', to: '06:00' };

describe('night', () => {
  it('comes by its hours, or when somebody says so, whatever the hour', () => {
    expect([isNightNow('schedule', OVER_MIDNIGHT, '23:00'), isNightNow('schedule', null, '23:00')]).toEqual([true, false]);
    expect([isNightNow('on', null, '12:00'), isNightNow('off', OVER_MIDNIGHT, '23:00')]).toEqual([true, false]);
  });
  it('shows fewer panels and the same alarms, and leaves what somebody ordered', () => {
    expect(['everyday', 'rush', 'storm', 'emergency', 'own-scene'].map(nightSceneOf)).toEqual([
      'night',
      'night',
      'storm',
      'emergency',
      'own-scene',
    ]);
    for (const tier of TIERS) {
      const [day, night] = ['everyday', 'night'].map((id) => sceneOf(id, tier)!.layouts) as [Layouts, Layouts];
      expect(night[0]!.panels.length, tier).toBeLessThanOrEqual(day[0]!.panels.length);
      const alarms = night[0]!.panels.filter(({ kind }) => kind === 'overdue' || kind === 'incidents').map(({ kind }) => kind);
      expect(alarms.sort(), tier).toEqual(['incidents', 'overdue']);
      for (const { panels } of night)
        expect(
          panels.some((panel) => panel.kind === 'overdue'),
          tier,
        ).toBe(true);
    }
  });
});
type Layouts = NonNullable<ReturnType<typeof sceneOf>>['layouts'];
