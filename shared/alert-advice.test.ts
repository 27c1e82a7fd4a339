import { describe, expect, it } from 'vitest';
import { fillTemplate, guideFor, openIn, PLACEHOLDERS, templateFor, type AlertTemplate } from './alert-advice.ts';
import { alertRulesOf } from './alert-rules.ts';

const said = (headline: string) => ({ headline, warning: 'w', measures: 'm' });
const row = (kind: string, level: AlertTemplate['level'], headline: string): AlertTemplate => ({
  kind,
  level,
  words: { zh: said(headline), en: said(headline) },
});

describe('words made ready', () => {
  it('the closest row speaks: of the kind before of all kinds, of the level before of all levels', () => {
    const rows = [
      row('*', '*', 'any'),
      row('*', 'red', 'any red'),
      row('rain', '*', 'rain'),
      row('rain', 'red', 'red rain'),
      row('rain', 'none', 'told'),
    ];
    const of = (kind: string, level: 'red' | 'blue' | null) => templateFor(rows, kind, level)?.words.zh.headline;
    expect([of('rain', 'red'), of('rain', 'blue'), of('rain', null), of('fog', 'red'), of('fog', 'blue')]).toEqual([
      'red rain',
      'rain',
      'told',
      'any red',
      'any',
    ]);
    expect(templateFor([], 'rain', 'red')).toBeNull();
  });
  it('what is not known stays open, and what looks like a placeholder in what was typed does nothing', () => {
    const text = fillTemplate('{area}: {value} until {until} {nonsense}', { area: '{value}', until: '' });
    expect(text).toBe('{value}: {value} until {until} {nonsense}');
    expect(openIn(text)).toEqual(['value', 'until']);
  });
  it('there are some for every kind and level that the product knows, in both languages, and a guide', () => {
    const { kinds, templates, guides } = alertRulesOf(null);
    for (const { code, levels } of kinds)
      for (const level of [...levels, null]) {
        const template = templateFor(templates, code, level);
        expect(template, `${code} ${level}`).not.toBeNull();
        for (const words of Object.values(template!.words))
          expect(
            [
              ...Object.values(words)
                .join(' ')
                .matchAll(/\{(\w+)\}/g),
            ].every(([, name]) => (PLACEHOLDERS as readonly string[]).includes(name!)),
          ).toBe(true);
        if (level === null) continue;
        const guide = guideFor(guides, code, level);
        expect(guide!.steps.zh.length).toBe(guide!.steps.en.length);
      }
  });
});
