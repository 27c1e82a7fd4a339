import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { BrowserRouter } from 'react-router';
import { currentLanguage, useLanguage } from '../i18n/language.ts';
import { textIn } from '../i18n/text.ts';
import { applyTheme, usePreferences } from '../state/preferences.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { queryClient } from './query-client.ts';
import { AppRoutes } from './routes.tsx';

export function App() {
  useEffect(() => usePreferences.subscribe(({ theme }) => applyTheme(theme)), []);
  useEffect(() => {
    const retitle = () => {
      const language = currentLanguage();
      document.title = `${textIn(language)('app.name')} · ${textIn(language)('app.tagline')}`;
    };
    retitle();
    return useLanguage.subscribe(retitle);
  }, []);
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <AppRoutes />
        </BrowserRouter>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
