import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';

import { type Choice, choiceOf, searchOf } from './choice.ts';

/** What is chosen on the map, and how to choose something else. */
export function useChoice(): [Choice, (change: Partial<Choice>) => void] {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const choice = useMemo(() => choiceOf(search), [search]);
  const choose = useCallback(
    (change: Partial<Choice>) => {
      const next = searchOf(search, { ...choice, ...change });
      navigate(next === '' ? path : `${path}?${next}`, { replace: true });
    },
    [choice, navigate, path, search],
  );
  return [choice, choose];
}
