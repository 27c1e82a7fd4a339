import '../../client/ui/tokens.css';
import '../../client/ui/tokens-wall.css';
import '../../client/ui/base.css';
import '../../client/ui/fonts.css';
import type { BenchPage } from '../map-page-api.ts';
import { chartPage } from './chart-page.ts';
import { mapPage } from './street-page.ts';

declare global {
  interface Window {
    benchPage?: BenchPage;
  }
}

window.benchPage = { ...mapPage(), ...chartPage() };
