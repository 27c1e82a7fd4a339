import type { CityApi } from './city.ts';

/** An alert that was drafted, published by another, and lowered for two streets, as pictures show it; it is to be lifted in the end. */
export async function tellAlert(leader: CityApi, desk: CityApi, district: string): Promise<{ id: number; lift(): Promise<unknown> }> {
  const streets = (await leader.children(district)).map(({ properties }) => properties.code);
  const words = {
    zh: { headline: '暴雨橙色预警', warning: '未来 3 小时有强降雨，累计雨量可达 50 毫米。', measures: '避开低洼、临河、陡坡地带。' },
    en: {
      headline: 'Rainstorm, orange',
      warning: 'Heavy rain within 3 hours, up to 50 mm.',
      measures: 'Keep away from low ground and river banks.',
    },
  };
  const parts = [{ level: 'orange', areas: [district] }];
  const endsAt = new Date(Date.now() + 5 * 3_600_000).toISOString();
  const draft = { origin: 'submitted', kind: 'rainstorm', issuer: 'weather', endsAt, parts, words };
  const { id } = await desk.post<{ id: number }>('/alerts', draft);
  const give = (command: string, seenVersion: number, more: object = {}) =>
    leader.post(`/alerts/${id}/commands/${command}`, { seenVersion, ...more });
  await give('publish', 1);
  await give('lower', 2, { level: 'blue', areas: streets.slice(0, 2) });
  return { id, lift: () => give('lift', 3) };
}
