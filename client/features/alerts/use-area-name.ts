import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { directoryQuery } from '../../api/areas.query.ts';
import { otherLanguage, useLanguage } from '../../i18n/language.ts';

/** Areas by name; a code that nobody knows stands for itself. */
export function useAreaName(): (code: string) => string {
  const language = useLanguage((state) => state.language);
  const { data: directory } = useQuery(directoryQuery);
  return useCallback(
    (code: string) => {
      const names = directory?.get(code)?.name;
      return names ? names[language] || names[otherLanguage(language)] : code;
    },
    [directory, language],
  );
}
/** The area above each; null at the top, or where it is not known. */
export function useParentOf(): (code: string) => string | null {
  const { data: directory } = useQuery(directoryQuery);
  return useCallback((code: string) => directory?.get(code)?.parent ?? null, [directory]);
}
