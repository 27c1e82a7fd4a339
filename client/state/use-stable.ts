import { useState } from 'react';

/** The same object as long as it says the same: `key` tells what it says. */
export function useStable<T>(value: T, key: string): T {
  const [held, setHeld] = useState({ key, value });
  if (held.key === key) return held.value;
  setHeld({ key, value });
  return value;
}
