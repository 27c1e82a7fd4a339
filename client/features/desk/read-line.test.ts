import { describe, expect, it } from 'vitest';
import { DISPOSITION_NAMES, OUTCOME_NAMES } from '../../../shared/command-words.ts';
import { COMMAND_NAMES, COMMAND_RULES, commandRule } from '../../../shared/incident-commands.ts';
import { askedNumber } from '../../state/asked-number.ts';
import { fitting, leadingCommand } from './line-words.ts';
import { readLine, type LineContext } from './read-line.ts';
import { unread } from './word-pinyin.ts';

const units = [
  {
    value: 'U12',
    names: { zh: '渝中区环卫作业一队', en: 'Yuzhong Sanitation Team 1' },
    hint: '',
    pinyin: 'yuzhongquhuanweizuoyeyidui yzqhwzyyd',
  },
  { value: 'U13', names: { zh: '渝中区环卫作业队', en: 'Yuzhong Sanitation Team' }, hint: '', pinyin: 'yuzhongquhuanweizuoyedui yzqhwzyd' },
  { value: 'U7', names: { zh: '解放碑街道综合应急队', en: 'Jiefangbei Response Team' }, hint: '', pinyin: 'jiefangbei jfb' },
];
const results = Object.entries(DISPOSITION_NAMES).map(([value, names]) => ({ value, names, hint: '' }));
const context: LineContext = {
  language: 'zh',
  commands: COMMAND_NAMES,
  possible: COMMAND_NAMES.filter((command) => command !== 'accept'),
  queues: [{ value: 'unassigned', names: { zh: '待派遣', en: 'Unassigned' } }],
  units,
  choicesOf: (_, field) => (field === 'unit' ? units : field === 'disposition' ? results : null),
  numberOf: (typed) => askedNumber(typed, Date.UTC(2026, 10, 21, 4), 'Asia/Shanghai'),
};
const read = (line: string) => readLine(line, context);

describe('the command that a line begins with', () => {
  it.each([
    ['派遣 x', 'dispatch', 'x'],
    ['派渝中', 'dispatch', '渝中'],
    ['派 渝中', 'dispatch', '渝中'],
    ['改派 x', 'reassign', 'x'],
    ['dispatch U12', 'dispatch', 'U12'],
    ['assign U12', 'dispatch', 'U12'],
    ['disp U12', 'dispatch', 'U12'],
    ['Report handled x', 'handle', 'x'],
    ['paiqian x', 'dispatch', 'x'],
    ['pq x', 'dispatch', 'x'],
    ['退 权属不清', 'return', '权属不清'],
    ['return 权属不清', 'return', '权属不清'],
  ])('%s', (line, command, rest) => {
    expect(leadingCommand(line, COMMAND_NAMES)).toEqual({ command, rest });
  });
  it.each(['派a', 're x', 'd', 'dispatchx', '天气'])('not yet: %s', (line) => {
    const found = leadingCommand(line, COMMAND_NAMES);
    expect(found === null || line === '派a').toBe(true);
  });
  it('each is found by its own name, in each language', () => {
    for (const { command, names } of COMMAND_RULES)
      for (const word of [command, names.zh, names.en]) expect(leadingCommand(word, COMMAND_NAMES)?.command, word).toBe(command);
  });
});

describe('a line', () => {
  it('that says all is ready', () => {
    expect(read('dispatch U12')).toMatchObject({ kind: 'ready', command: 'dispatch', draft: { unit: 'U12' } });
    expect(read('派 渝中区环卫作业队')).toMatchObject({ kind: 'ready', draft: { unit: 'U13' } });
    expect(read('return 权属不清')).toMatchObject({ kind: 'ready', command: 'return', draft: { reason: '权属不清' } });
    expect(read('register')).toMatchObject({ kind: 'ready', draft: {} });
  });
  it.each(['派 渝中环卫一', '派 渝中 一队', 'dispatch sanitation team 1', 'pq yzqhwzyyd'])('narrows down: %s', (line) => {
    const reading = read(line);
    expect(reading).toMatchObject({ kind: 'choosing', field: 'unit' });
    expect(reading.suggestions[0]).toMatchObject({ choice: { value: 'U12' }, isLast: true });
  });
  it('goes on to the next field when the first is said', () => {
    expect(read('改派 渝中区环卫作业一队')).toMatchObject({ kind: 'writing', field: 'reason' });
    expect(read('改派 渝中区环卫作业一队 对方无人')).toMatchObject({ kind: 'ready', draft: { unit: 'U12', reason: '对方无人' } });
    const [first] = read('改派 ').suggestions;
    expect(first).toMatchObject({ text: '改派 渝中区环卫作业一队 ', isLast: false });
    expect(read('改派 渝中区环卫作业一队 '), 'what was taken reads as it was meant').toMatchObject({ kind: 'writing' });
  });
  it('asks for a number as the search does', () => {
    expect(read('#20261121-000042')).toMatchObject({ kind: 'number', number: '20261121-000042' });
  });
  it('says what cannot be, and why', () => {
    expect(read('accept')).toMatchObject({ kind: 'impossible', command: 'accept' });
    expect(read('correct x')).toMatchObject({ kind: 'ready' });
    expect(readLine('派 U12', { ...context, possible: null })).toMatchObject({ kind: 'nothing-selected' });
    expect(read('qwerty')).toEqual({ kind: 'nonsense', typed: 'qwerty', suggestions: [] });
    expect(read('派 火星人')).toMatchObject({ kind: 'choosing', typed: '火星人', suggestions: [] });
    expect(read('register 多余')).toMatchObject({ kind: 'nonsense', typed: '多余' });
  });
  it('offers commands and queues by their beginnings', () => {
    expect(read('').suggestions.length).toBeGreaterThan(5);
    expect(read('dai').suggestions).toContainEqual(expect.objectContaining({ kind: 'queue', queue: 'unassigned' }));
    expect(read('di').suggestions[0]).toMatchObject({ kind: 'command', command: 'dispatch' });
  });
  it.each(['渝中区环卫作业队', 'yzqhw', 'Sanitation', 'U7'])('offers units by name, to see and set how they stand: %s', (line) => {
    const found = read(line).suggestions.filter(({ kind }) => kind === 'unit');
    expect(found.length).toBeGreaterThan(0);
    expect(readLine(line, { ...context, possible: null }).suggestions.filter(({ kind }) => kind === 'unit')).toEqual(found);
  });
  it('offers no unit for one character, nor for letters that only occur in its name', () => {
    expect(read('u').suggestions.some(({ kind }) => kind === 'unit')).toBe(false);
    expect(read('yztm').suggestions.some(({ kind }) => kind === 'unit')).toBe(false);
  });
  it.each(['zh', 'en'] as const)('as completed in %s it reads as what was chosen', (language) => {
    const choices = readLine('派 ', { ...context, language }).suggestions.filter((each) => each.kind === 'choice');
    expect(choices.map(({ text }) => read(text))).toMatchObject(
      choices.map(({ choice }) => ({ kind: 'ready', draft: { unit: choice.value } })),
    );
  });
});

it('every fixed word can be read aloud: what has no pinyin is missed when typed', () => {
  const words = [
    ...COMMAND_RULES.map(({ command }) => commandRule(command).names.zh),
    ...Object.values(DISPOSITION_NAMES).map(({ zh }) => zh),
    ...Object.values(OUTCOME_NAMES).map(({ zh }) => zh),
  ];
  expect(words.flatMap(unread)).toEqual([]);
});
it('with nothing typed choices keep the order they were given in', () => {
  expect(fitting(units, '').map(({ value }) => value)).toEqual(['U12', 'U13', 'U7']);
});
