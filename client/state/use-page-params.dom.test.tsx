// @vitest-environment jsdom
import { act, cleanup, render } from '@testing-library/react';
import { BrowserRouter } from 'react-router';
import { afterEach, expect, it } from 'vitest';
import { usePageParams } from './use-page-params.ts';

afterEach(cleanup);

it('chooses on the page that is wanted, and calls nobody back who is on the way to another', async () => {
  let set: ReturnType<typeof usePageParams>[1] = () => undefined;
  function Page() {
    [, set] = usePageParams();
    return null;
  }
  history.replaceState(null, '', '/walls/scenes');
  render(<Page />, { wrapper: BrowserRouter });
  await act(async () => set({ piece: 'typhoon' }));
  expect(location.pathname + location.search).toBe('/walls/scenes?piece=typhoon');
  // The address has gone on, the page that was left is still drawn.
  history.pushState(null, '', '/walls');
  await act(async () => set({}));
  expect(location.pathname + location.search).toBe('/walls');
});
