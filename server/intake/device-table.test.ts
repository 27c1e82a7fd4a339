import { describe, expect, it } from 'vitest';
import { readDeviceTable } from './device-table.ts';

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const read = async (text: string) => (await readDeviceTable(utf8(text))).rows;
const issues = async (text: string) => (await read(text)).map(({ line, issue }) => [line, issue?.field ?? null, issue?.code ?? null]);

describe('a table of devices', () => {
  it('is read by Chinese headings, semicolons, a mark of UTF-8 and all', async () => {
    const [row] = await read(
      '\uFEFF编号;名称;类型;权属单位;经度;纬度;坐标系;基面;指标\r\nrain-01;"朝天门;雨量站";rain-gauge;;106,587;29.567;gcj02;吴淞;rain.hour=5 | 水位=0.5分钟|people.count\r\n',
    );
    expect(row!.cells).toMatchObject({
      code: 'rain-01',
      nameZh: '朝天门;雨量站',
      nameEn: null,
      owner: null,
      datum: '吴淞',
      area: null,
      lngLat: [106.587, 29.567],
      crs: 'GCJ-02',
      channels: [
        { sign: 'rain.hour', promiseS: 300 },
        { sign: '水位', promiseS: 30 },
        { sign: 'people.count', promiseS: null },
      ],
    });
  });
  it('says nothing of what it has no column for, and that there is none of what is empty', async () => {
    const [bare] = await read('code,name,kind,channels\na,A,x,rain.hour\n');
    expect(Object.keys(bare!.cells!)).toEqual(['code', 'nameZh', 'nameEn', 'kind', 'area', 'crs', 'channels', 'content']);
    const [empty] = await read('code,name,kind,owner,datum,lng,lat,channels,promise\na,A,x,,,,,rain.hour;people.count=2,15\n');
    expect(empty!.cells).toMatchObject({ owner: null, datum: null, lngLat: null });
    expect(empty!.cells!.channels.map(({ promiseS }) => promiseS)).toEqual([900, 120]);
  });
  it('takes off the mark that kept a text from being run', async () => {
    const [row] = await read("code,name,kind,channels\na,'=A,'x,rain.hour\n");
    expect(row!.cells).toMatchObject({ nameZh: '=A', kind: "'x" });
  });
  it('as GB 18030 too', async () => {
    // 编号,名称,类型,指标 and 雨, as office programs save them.
    const bytes = Buffer.concat([Buffer.from('b1e0bac52cc3fbb3c62cc0e0d0cd2cd6b8b1ea0a612cd3ea', 'hex'), utf8(',x,rain.hour\n')]);
    expect((await readDeviceTable(bytes)).rows[0]!.cells).toMatchObject({ code: 'a', nameZh: '雨', channels: [{ sign: 'rain.hour' }] });
  });
  it('a bad row costs itself alone, and says which column', async () => {
    const head = 'code,名称,kind,lng,lat,crs,channels,promise';
    const long = 'x'.repeat(121);
    const rows = [
      ',A,x,,,,s,',
      'a/b,A,x,,,,s,',
      '1.2E+11,A,x,,,,s,',
      'a,,x,,,,s,',
      `a,${long},x,,,,s,`,
      'a,A,x,106,,,s,',
      'a,A,x,east,29,,s,',
      'a,A,x,106,29,RD,s,',
      'a,A,x,,,,s=never,',
      'a,A,x,,,,s,0',
      'a,A,x',
      'a,A,x,,,,,',
      'b,A\u0000,x,,,,s,',
      'ok,A,x,106,29,WGS84,s,5',
      '"never closed,A,x,,,,s,',
    ];
    expect(await issues([head, ...rows].join('\n'))).toEqual([
      [2, 'code', 'cell.missing'],
      [3, 'code', 'device.code-form'],
      [4, 'code', 'id.scientific'],
      [5, '名称', 'cell.missing'],
      [6, '名称', 'value.too-long'],
      [7, 'lat', 'coordinates.half'],
      [8, 'lng', 'coordinates.unreadable'],
      [9, 'crs', 'value.unknown-here'],
      [10, 'channels', 'device.channel-form'],
      [11, 'promise', 'device.promise'],
      [12, null, 'row.ragged'],
      [13, 'channels', 'cell.missing'],
      [14, '名称', 'value.control-characters'],
      [15, null, null],
      [16, null, 'row.quote-not-closed'],
    ]);
  });
  it.each([
    ['no column of signs', utf8('code,name,kind\na,A,x\n')],
    ['nothing', utf8('')],
    ['no text', Buffer.from([0x81, 0x20, 0xff, 0xff, 0xff])],
  ])('%s: refused as a whole', async (_case, bytes) => {
    await expect(readDeviceTable(bytes)).rejects.toMatchObject({ code: 'table.unsound' });
  });
});
