import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/tokens.css';
import './ui/base.css';
import './ui/fonts.css';
import { App } from './app/app.tsx';
import { loadOverview, prefetchSession } from './app/start.ts';
import { setLanguage, currentLanguage } from './i18n/language.ts';
import { isWall } from './state/acting-as.ts';
import { followTheme } from './state/use-theme.ts';
import { loadChineseFaces } from './ui/fonts.ts';

// Nothing is drawn without the texts, so they come first; everything the first figure needs is under way before React renders.
const texts = setLanguage(currentLanguage());
if (!isWall()) {
  void prefetchSession();
  void loadOverview();
}
void loadChineseFaces();
if (new URLSearchParams(location.search).get('motion') === 'off') document.documentElement.dataset['motion'] = 'off';
followTheme();

void texts.then(() =>
  createRoot(document.querySelector('#root')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
