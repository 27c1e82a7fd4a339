import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { districtSinceReform } from '../chongqing/reform.ts';
import { readTarball } from './fetch-package.ts';
import { decodeRing } from './outline-file.ts';
import { readStreets } from './street-list.ts';
import { matchCentres } from './town-centres.ts';

it('decodes steps of either sign from an offset', () => {
  // @ = 0, A = -1, B = 1, C = -2
  expect(decodeRing('@@BACB', [1024, 2048])).toEqual([
    [1, 2],
    [1 + 1 / 1024, 2 - 1 / 1024],
    [1 - 1 / 1024, 2],
  ]);
});

it('counts villages and communities under each street of the province', () => {
  const streets = 'code,name,areaCode\n500101002,"乙镇",500101\n500101001,"甲街道",500101\n510101001,"丙镇",510101\n';
  const villages = [
    'code,name,streetCode',
    '500101001001,"一社区居委会",500101001',
    '500101001200,"二村委会",500101001',
    '500101002398,"三",500101002',
    '500101002003,"四村委会",500101002',
    '510101001200,"五村委会",510101001',
  ].join('\r\n');
  expect(readStreets(streets, villages, '50')).toEqual([
    { code: '500101001', name: '甲街道', district: '500101', villages: 1, communities: 1 },
    { code: '500101002', name: '乙镇', district: '500101', villages: 2, communities: 0 },
  ]);
});

it('knows a town by its sound, as it is read there or in the dictionary, with type and tones or without', () => {
  const place = (name: string, at: number) => ({ name, lng: String(at), lat: '30' });
  const streets = ['松溉镇', '白石镇', '恒合土家族乡', '南坪街道', '南坪镇', '无人镇'].map((name, i) => ({ code: String(i), name }));
  const places = [place('Songgai', 1), place('Báishí Zhèn', 2), place('Henghe', 3), place('Nanping', 4), place('Nanping', 5)];
  expect([...matchCentres(streets, places)].map(([code, [lng]]) => [code, lng])).toEqual([
    ['0', 1],
    ['1', 2],
    ['2', 3],
    ['3', 4],
  ]);
});

it('moves streets as the reform did, and stops when a street is not the one that was meant', () => {
  const since = (code: string, name: string) => districtSinceReform({ code, name, district: code.slice(0, 6) });
  expect(since('500105001', '华新街街道')).toBe('500157');
  expect(since('500112133', '统景镇')).toBe('500109');
  expect(since('500109006', '蔡家岗街道')).toBe('500157');
  expect(since('500103003', '解放碑街道')).toBe('500103');
  expect(() => since('500112133', '别的镇')).toThrow('calls it 统景镇');
});

it('reads pinned files from a tarball, and nothing from one with other bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const tarball = join(folder, 'a.tgz');
  writeFileSync(join(folder, 'list.csv'), '重庆\n');
  expect(spawnSync('tar', ['-czf', tarball, '-C', folder, 'list.csv']).status).toBe(0);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  expect(readTarball(tarball, { integrity, files: { list: 'list.csv' } })).toEqual({ list: '重庆\n' });
  expect(() => readTarball(tarball, { integrity, files: { list: 'other.csv' } })).toThrow('tar -xzOf failed');
  appendFileSync(tarball, '\n');
  expect(() => readTarball(tarball, { integrity, files: { list: 'list.csv' } })).toThrow('is not what was pinned');
  expect(existsSync(tarball)).toBe(false);
});
