import { loadDeskTexts } from './desk-texts.ts';
import { loadSearchTexts } from './search-texts.ts';
import { loadTexts } from './texts.ts';

// Tests read both languages at once.
await Promise.all([loadTexts('zh'), loadTexts('en')]);
await Promise.all([loadDeskTexts(), loadSearchTexts()]);
