import { describe, expect, it } from 'vitest';
import type { DeviceWire } from '../../../shared/readings.ts';
import { draftOf, fieldOf, lackOf, newChannel, newDraft, toPut } from './device-draft.ts';

const gauge: DeviceWire = {
  code: 'gauge-1',
  names: { zh: '水文站', en: 'Gauge' },
  kind: 'river-gauge',
  owner: '水文部门',
  area: '500103',
  lngLat: [106.58, 29.56],
  datum: '吴淞',
  state: 'online',
  revision: 2,
  suspect: [],
  isRecounting: false,
  flagged: [],
  channels: [
    {
      indicator: 'river.level',
      credible: { promiseS: 600, possible: { min: 150, max: null }, jumpPerMin: 0.5, frozenS: null },
      promiseS: 600,
      last: null,
      isComparable: true,
    },
    {
      indicator: 'river.over-warning',
      derived: { from: 'river.level', minus: 180.5, datum: '吴淞' },
      promiseS: 300,
      last: null,
      isComparable: true,
    },
  ],
};

describe('a registration as it is typed', () => {
  it('opened and saved it says what it said, also what the form does not show', () => {
    expect(toPut(draftOf(gauge))).toEqual({
      names: gauge.names,
      kind: 'river-gauge',
      owner: '水文部门',
      lngLat: [106.58, 29.56],
      datum: '吴淞',
      channels: [
        { indicator: 'river.level', credible: { promiseS: 600, possible: { min: 150, max: null }, jumpPerMin: 0.5, frozenS: null } },
        { indicator: 'river.over-warning', derived: { from: 'river.level', minus: 180.5, datum: '吴淞' } },
      ],
    });
  });
  it('what is emptied is as the sign has it', () => {
    const draft = draftOf(gauge);
    const [first, second] = draft.channels;
    const { channels } = toPut({ ...draft, channels: [{ ...first!, promiseMin: '', least: '', most: '' }, second!] });
    expect(channels[0]).toEqual({ indicator: 'river.level', credible: { jumpPerMin: 0.5, frozenS: null } });
  });
  it('an area stands for a position that is not given', () => {
    expect(toPut({ ...draftOf(gauge), lng: '' })).toMatchObject({ area: '500103' });
    expect(toPut({ ...draftOf(gauge), lng: '' })).not.toHaveProperty('lngLat');
  });
  it('says what is missing, one after the other', () => {
    const steps = [newDraft()];
    for (const patch of [
      { code: 'a' },
      { zh: '甲', en: 'A' },
      { kind: 'rain' },
      { lng: '1', lat: '2' },
      { channels: [newChannel('rain.hour')] },
    ])
      steps.push({ ...steps.at(-1)!, ...patch });
    expect(steps.map(lackOf)).toEqual(['code', 'names', 'kind', 'place', 'channels', null]);
  });
  it('knows the field of a refusal', () => {
    const of = (code: string, field?: string) => fieldOf({ code, detail: field === undefined ? {} : { field } });
    expect([
      of('coordinates.projected'),
      of('area.unknown', 'area'),
      of('device.channel-twice'),
      of('request.invalid', 'names.en'),
      of('request.invalid', 'channels.0.credible.promiseS'),
      of('role.denied'),
    ]).toEqual(['place', 'place', 'channels', 'names', 'channels', null]);
  });
});
