import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { type BadRow, columnNames, columnValue, openRows, type Row, type RowOptions } from './rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'rows-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
async function read(path: string, options?: RowOptions): Promise<(Row | BadRow)[]> {
  const rows: (Row | BadRow)[] = [];
  for await (const row of (await openRows(path, options)).rows()) rows.push(row);
  return rows;
}
const records = async (path: string): Promise<unknown[]> => (await read(path)).map((row) => (row.fault ? row.fault.code : row.record));

describe('CSV', () => {
  it('survives a BOM, CRLF, an unnamed first column, repeated names, line breaks in quotes and blank lines', async () => {
    const path = file('quirks.csv', '\ufeff,id,name,name\r\n1,007,"two\nlines",x\r\n\r\n2,8.0,"say ""hi""",y\r\n');
    expect(await read(path)).toEqual([
      { line: 2, ordinal: 1, record: { column1: '1', id: '007', name: 'two\nlines', name_2: 'x' } },
      { line: 5, ordinal: 2, record: { column1: '2', id: '8.0', name: 'say "hi"', name_2: 'y' } },
    ]);
  });

  it('reports ragged rows and stray quotes by their line and reads on', async () => {
    const path = file('ragged.csv', 'a,b\n1\n1,2\n1,2,3\n1,2,\n"1,2\n3,4\n5,6');
    expect(await read(path)).toEqual([
      { line: 2, ordinal: 1, fault: { code: 'row.ragged', field: null, detail: { expected: 2, found: 1 } } },
      { line: 3, ordinal: 2, record: { a: '1', b: '2' } },
      { line: 4, ordinal: 3, fault: { code: 'row.ragged', field: null, detail: { expected: 2, found: 3 } } },
      { line: 5, ordinal: 4, record: { a: '1', b: '2' } },
      { line: 6, ordinal: 5, fault: { code: 'row.quote-not-closed', field: null, detail: {} } },
      { line: 7, ordinal: 6, record: { a: '3', b: '4' } },
      { line: 8, ordinal: 7, record: { a: '5', b: '6' } },
    ]);
  });

  it('finds the delimiter, old Macintosh line ends, UTF-16, and other encodings by name', async () => {
    expect(await records(file('semicolon.csv', 'a;b,c;d\n1;2,5;3\n'))).toEqual([{ a: '1', 'b,c': '2,5', d: '3' }]);
    expect(await records(file('tabs.tsv', 'a\tb\n1\t2\n'))).toEqual([{ a: '1', b: '2' }]);
    expect(await records(file('mac.csv', 'a,b\r1,2\r'))).toEqual([{ a: '1', b: '2' }]);
    expect(await records(file('utf16.csv', Buffer.from('\ufeffa,b\n渝,2\n', 'utf16le')))).toEqual([{ a: '渝', b: '2' }]);
    const gb = file('gb.csv', Buffer.from([0x61, 0x0a, 0xd3, 0xe5, 0x0a])); // 渝 in GB 18030
    await expect(read(gb)).rejects.toThrow(/not utf-8.*encoding/);
    expect((await read(gb, { encoding: 'gb18030' })).map((row) => row.fault ?? row.record)).toEqual([{ a: '渝' }]);
  });

  it('keeps only the columns asked for, and refuses a name that no column has, with the nearest', async () => {
    const opened = await openRows(file('columns.csv', 'ID,Opened at,x\n1,"2,3",9\n'));
    const rows: unknown[] = [];
    for await (const row of opened.rows(['Opened at'])) rows.push(row);
    expect(rows).toEqual([{ line: 2, ordinal: 1, record: { 'Opened at': '2,3' } }]);
    await expect(opened.checkColumns(['ID', 'x'])).resolves.toBeUndefined();
    await expect(opened.checkColumns(['opened_at'])).rejects.toThrow('did you mean "Opened at"? Its columns: ID, Opened at, x');
  });

  it('reads a file of nothing but a header, and refuses none, an empty one, and an unknown ending', async () => {
    expect(await read(file('header.csv', 'a,b'))).toEqual([]);
    await expect(read(join(folder, 'nowhere.csv'))).rejects.toThrow('no such file');
    await expect(read(file('empty.csv', ''))).rejects.toThrow('is empty');
    await expect(read(file('x.xlsx', 'PK'))).rejects.toThrow('".xlsx"');
  });
});

describe('JSON', () => {
  const broken = '[\n{"a":1},\n{"a":},\n7,\n{"a":2}]';

  it('reads arrays, wrappers and lines, with line numbers, and reports what is no record', async () => {
    expect(await read(file('array.json', `\ufeff${broken}`))).toMatchObject([
      { line: 2, ordinal: 1, record: { a: 1 } },
      { line: 3, ordinal: 2, fault: { code: 'row.json-broken' } },
      { line: 4, ordinal: 3, fault: { code: 'row.not-an-object' } },
      { line: 5, ordinal: 4, record: { a: 2 } },
    ]);
    expect(await records(file('wrapped.json', '{"count":2,"bbox":[1,2],"none":[],"results":[{"a":1},{"a":2}],"tail":{"x":[{}]}}'))).toEqual(
      [{ a: 1 }, { a: 2 }],
    );
    expect(await read(file('lines.ndjson', '{"a":1}\r\n\r\n{"a":\n\u001e{"a":2}'))).toMatchObject([
      { line: 1, record: { a: 1 } },
      { line: 3, fault: { code: 'row.json-broken' } },
      { line: 4, record: { a: 2 } },
    ]);
    expect(await records(file('really-lines.json', '{"a":[{"b":1}]}\n{"a":2}\n'))).toEqual([{ a: [{ b: 1 }] }, { a: 2 }]);
    expect(await records(file('one-line.json', '{"a":[{"b":1}]}\n'))).toEqual([{ b: 1 }]);
  });

  it('reads features: the point as it is, properties as columns, the id beside them', async () => {
    const features = [
      { type: 'Feature', id: 'x1', geometry: { type: 'Point', coordinates: [1, 2, 3] }, properties: { KIND: 'a' } },
      { type: 'Feature', id: 5, geometry: null, properties: { id: 'own' } },
      { type: 'Feature', geometry: { type: 'MultiPoint', coordinates: [[3, 4]] }, properties: null },
      {
        type: 'Feature',
        geometry: {
          type: 'LineString',
          coordinates: [
            [3, 4],
            [5, 6],
          ],
        },
        properties: {},
      },
    ];
    const path = file(
      'points.geojson',
      JSON.stringify({ type: 'FeatureCollection', features, crs: { type: 'name', properties: { name: 'EPSG:28992' } } }),
    );
    expect(await read(path)).toEqual([
      { line: 1, ordinal: 1, record: { id: 'x1', KIND: 'a' }, point: [1, 2] },
      { line: 1, ordinal: 2, record: { id: 'own' }, point: null },
      { line: 1, ordinal: 3, record: {}, point: [3, 4] },
      { line: 1, ordinal: 4, fault: { code: 'row.geometry-not-a-point', field: null, detail: { type: 'LineString' } } },
    ]);
    expect((await openRows(path)).crs).toBe('EPSG:28992');
    await expect(openRows(file('nocrs.geojson', '{"crs":null,"features":[{}]}'))).rejects.toThrow('--crs');
  });

  it('knows a column that only a late record has, and refuses one that none has', async () => {
    const opened = await openRows(file('late.json', `[${'{"a":1},'.repeat(2000)}{"a":1,"closed":{"at":2}}]`));
    await expect(opened.checkColumns(['a', 'closed.at'])).resolves.toBeUndefined();
    await expect(opened.checkColumns(['close'])).rejects.toThrow('did you mean "closed"? Its columns: a, closed');
  });

  it.each([
    ['{"a":1}', 'no records'],
    ['"text"', 'no records'],
    ['[{"a":1},{"a":', 'ends in the middle'],
    ['[{"a":1}]]', 'a bracket too many'],
    ['{"x":[{"a":1}]} {"y":1}', 'more follows'],
  ])('refuses %s', async (content, words) => {
    await expect(read(file('bad.json', content))).rejects.toThrow(words);
  });

  it('takes an empty collection for what it is', async () => {
    expect(await read(file('none.geojson', '{"type":"FeatureCollection","features":[]}'))).toEqual([]);
  });
});

describe('names', () => {
  it('are unique and never empty', () => {
    expect(columnNames(['', ' a ', 'a', '', 'column1', 'a'])).toEqual(['column1', 'a', 'a_2', 'column4', 'column1_2', 'a_3']);
  });
  it('reach into nested objects', () => {
    expect([
      columnValue({ a: { b: 1 } }, 'a.b'),
      columnValue({ 'a.b': 2 }, 'a.b'),
      columnValue({ a: null }, 'a.b'),
      columnValue({}, 'toString'),
    ]).toEqual([1, 2, undefined, undefined]);
  });
});
