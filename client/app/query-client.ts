import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isAuthRequired, isWorthRetrying } from '../api/problem.ts';
import { meQuery } from '../api/session.query.ts';

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended shows at whatever is asked first: then nobody is signed in.
    onError: (error) => {
      if (isAuthRequired(error)) queryClient.setQueryData(meQuery.queryKey, null);
    },
  }),
  defaultOptions: {
    queries: { retry: (count, error) => isWorthRetrying(error) && count < 3, refetchOnWindowFocus: false, networkMode: 'always' },
  },
});
