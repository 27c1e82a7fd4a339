import { createContext, useContext } from 'react';
import type { CityInfo, Me } from '../../shared/session.ts';

/** Who looks, and at which city: known before any page is drawn. */
export interface Session {
  me: Me;
  city: CityInfo;
}
export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of a signed-in page');
  return session;
}
