import type { zh } from './search.zh.ts';

export const en: Record<keyof typeof zh, string> = {
  'search.label': 'Search areas, incidents and pages',
  'search.placeholder': 'Area, pinyin, incident number, words',
  'search.recent': 'Recent',
  'search.places': 'Areas',
  'search.pages': 'Pages',
  'search.incidents': 'Incidents',
  'search.text': 'Search incident descriptions for “{q}”',
  'search.textIn': '{name}, every state',
  'search.group': 'Group · {n} {n|member|members}',
  'search.empty': 'No area or page matches',
  'search.loading': 'Loading the directory of areas…',
  'search.move': 'choose',
  'search.pick': 'open',
  'search.close': 'close',
};
