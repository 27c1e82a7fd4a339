import { loadAlertTexts } from './alert-texts.ts';
import { loadDeskTexts } from './desk-texts.ts';
import { loadPlanTexts } from './plan-texts.ts';
import { loadDeviceTexts } from './device-texts.ts';
import { loadSceneTexts } from './scene-texts.ts';
import { loadScreenTexts } from './screen-texts.ts';
import { loadSearchTexts } from './search-texts.ts';
import { loadTexts } from './texts.ts';
import { loadVitalTexts } from './vital-texts.ts';
import { loadWallTexts } from './wall-texts.ts';

// Tests read both languages at once.
await Promise.all([loadTexts('zh'), loadTexts('en')]);
await Promise.all([
  loadAlertTexts(),
  loadDeskTexts(),
  loadDeviceTexts(),
  loadSearchTexts(),
  loadScreenTexts(),
  loadSceneTexts(),
  loadVitalTexts(),
  loadPlanTexts(),
  loadWallTexts(),
]);
