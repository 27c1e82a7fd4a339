import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { meQuery, signOut } from '../api/session.query.ts';
import { closeLine } from '../live/live-line.ts';

/** Leaves nothing of this person's behind: cache, socket and address. */
export function useSignOut(): () => void {
  const cache = useQueryClient();
  const navigate = useNavigate();
  return () => {
    void signOut()
      .catch(() => undefined)
      .then(closeLine)
      .then(() => {
        void navigate('/');
        cache.clear();
        cache.setQueryData(meQuery.queryKey, null);
      });
  };
}
