import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { ErrorBoundary } from './error-boundary.tsx';
import { queryClient } from './query-client.ts';
import { AppRoutes } from './routes.tsx';
import { WALL_PATH } from '../state/acting-as.ts';

const WallPage = lazy(async () => ({ default: (await import('../wall/wall-page.tsx')).WallPage }));

export function App() {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <Routes>
            <Route
              path={WALL_PATH}
              element={
                <Suspense>
                  <WallPage />
                </Suspense>
              }
            />
            <Route path="*" element={<AppRoutes />} />
          </Routes>
        </BrowserRouter>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
