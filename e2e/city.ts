import { expect, type APIRequestContext, type APIResponse } from '@playwright/test';
import type { CommandName } from '../shared/incident-commands.ts';
import type { CommandBody, IncidentDetail, IncidentWire, ReportIncident } from '../shared/incidents.ts';
import type { AreaProperties, SignInInfo } from '../shared/session.ts';
import type { Summary } from '../shared/summary.ts';
import type { Bilingual } from '../shared/terms.ts';

export type DemoUser = SignInInfo['demoUsers'][number];
export type LngLat = [lng: number, lat: number];
type Ring = LngLat[];
interface AreaShape {
  properties: AreaProperties;
  geometry: { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] };
}
export type Reported = Pick<IncidentWire, 'id' | 'number' | 'version' | 'place'>;

/** The API as one signed-in person uses it. */
export class CityApi {
  readonly #request: APIRequestContext;
  /** Whoever acts with a cookie must say where their page is from. */
  readonly #headers: { origin: string };
  constructor(request: APIRequestContext, baseURL: string) {
    this.#request = request;
    this.#headers = { origin: new URL(baseURL).origin };
  }

  /** Their password is their name: demo users only. */
  async signIn(username: string): Promise<void> {
    const answer = await this.#post('/api/auth/sign-in/username', { username, password: username });
    expect(answer.status(), `sign-in of ${username}`).toBe(200);
  }

  #post(url: string, data: object): Promise<APIResponse> {
    return this.#request.post(url, { data, headers: this.#headers });
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.#request.get(`/api/v1${path}`);
    expect(answer.status(), path).toBe(200);
    return (await answer.json()) as T;
  }
  async statusOf(path: string): Promise<number> {
    return (await this.#request.get(`/api/v1${path}`)).status();
  }

  async report(given: Partial<ReportIncident> & { lngLat: LngLat }): Promise<Reported> {
    const answer = await this.#post('/api/v1/incidents', { category: 'E01-02', ...given });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()) as Reported;
  }
  /** Many at once, as a system hands them over; the server takes them one by one. */
  async reportMany(bodies: readonly (Partial<ReportIncident> & { lngLat: LngLat })[]): Promise<void> {
    const answer = await this.#request.post('/api/v1/incidents/batch', {
      data: bodies.map((given) => JSON.stringify({ category: 'E01-02', ...given })).join('\n'),
      headers: { ...this.#headers, 'content-type': 'application/x-ndjson' },
    });
    expect(answer.status(), 'a batch').toBe(200);
    const lines = (await answer.text()).trim().split('\n');
    expect(lines.filter((line) => !('id' in (JSON.parse(line) as object)))).toEqual([]);
  }
  async command(id: number, command: CommandName, body: CommandBody): Promise<Reported> {
    const answer = await this.#post(`/api/v1/incidents/${id}/commands/${command}`, body);
    expect(answer.status(), await answer.text()).toBe(200);
    return (await answer.json()) as Reported;
  }
  incident = (id: number): Promise<IncidentDetail> => this.get(`/incidents/${id}`);
  summary = (area: string): Promise<Summary> => this.get(`/areas/${area}/summary`);

  async post<T>(path: string, body: object): Promise<T> {
    const answer = await this.#post(`/api/v1${path}`, body);
    expect(answer.status(), path).toBeLessThan(300);
    return (await answer.json()) as T;
  }
  async put<T>(path: string, body: object): Promise<T> {
    const answer = await this.#request.put(`/api/v1${path}`, { data: body, headers: this.#headers });
    expect(answer.status(), path).toBeLessThan(300);
    return (await answer.json()) as T;
  }
  async remove(path: string): Promise<void> {
    const answer = await this.#request.delete(`/api/v1${path}`, { headers: this.#headers });
    expect(answer.status(), path).toBe(204);
  }
  /** A message of the Common Alerting Protocol, as a feed brings it. */
  async relay(xml: string): Promise<void> {
    const headers = { ...this.#headers, 'content-type': 'application/cap+xml' };
    const answer = await this.#request.post('/api/v1/alerts/cap', { data: xml, headers });
    expect(answer.status(), await answer.text()).toBe(201);
  }
  async demoUser(username: string): Promise<DemoUser> {
    const { demoUsers } = await this.get<SignInInfo>('/sign-in-info');
    return demoUsers.find((user) => user.username === username)!;
  }
  area = (code: string): Promise<AreaShape> => this.get(`/areas/${code}`);
  /** Its child of the greatest extent: easy to hit on the map. */
  async largestChild(code: string): Promise<{ code: string; names: Bilingual }> {
    const extent = ({ properties: { bbox } }: AreaShape): number => (bbox ? (bbox[2] - bbox[0]) * (bbox[3] - bbox[1]) : 0);
    const [largest] = (await this.children(code)).sort((a, b) => extent(b) - extent(a));
    return { code: largest!.properties.code, names: largest!.properties.name };
  }
  async children(code: string): Promise<AreaShape[]> {
    return (await this.get<{ features: AreaShape[] }>(`/areas/${code}/children`)).features;
  }
  /** A point of the area far from its borders. */
  pointIn = async (code: string): Promise<LngLat> => innerPoint(await this.area(code));
}

/** The grid point of the largest ring that lies inside and farthest from its corners. */
function innerPoint({ geometry }: AreaShape): LngLat {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const ring = polygons.map(([outer]) => outer!).sort((a, b) => b.length - a.length)[0]!;
  const [lngs, lats] = [ring.map(([lng]) => lng), ring.map(([, lat]) => lat)];
  const [west, south] = [Math.min(...lngs), Math.min(...lats)];
  const [width, height] = [Math.max(...lngs) - west, Math.max(...lats) - south];
  const STEPS = 24;
  let best: { point: LngLat; room: number } = { point: ring[0]!, room: -1 };
  for (let i = 1; i < STEPS; i++) {
    for (let j = 1; j < STEPS; j++) {
      const point: LngLat = [west + (width * i) / STEPS, south + (height * j) / STEPS];
      const room = Math.min(...ring.map(([lng, lat]) => Math.hypot(lng - point[0], lat - point[1])));
      if (room > best.room && isInside(ring, point)) best = { point, room };
    }
  }
  return best.point;
}

function isInside(ring: Ring, [x, y]: LngLat): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [ring[i]!, ring[j]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
