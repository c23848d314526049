import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';

import { rememberTheme, type Theme, type ThemeChoice, themeChoice, themeOf } from './theme.ts';

interface ThemeState {
  readonly choice: ThemeChoice;
  /** What is shown. */
  readonly theme: Theme;
  choose(choice: ThemeChoice): void;
}

const ThemeContext = createContext<ThemeState | undefined>(undefined);

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, choose] = useState(() => themeChoice(location.search, localStorage));
  const prefersDark = usePrefersDark();
  useEffect(() => {
    rememberTheme(choice, localStorage);
    if (choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = choice;
  }, [choice]);
  const state = useMemo(
    () => ({ choice, choose, theme: themeOf(choice, prefersDark) }),
    [choice, prefersDark],
  );
  return <ThemeContext value={state}>{children}</ThemeContext>;
}

/** The theme that is shown: for what is drawn, and so cannot be styled. */
export function useTheme(): ThemeState {
  const state = useContext(ThemeContext);
  if (!state) throw new Error('useTheme outside of its provider');
  return state;
}

const DARK = '(prefers-color-scheme: dark)';

function usePrefersDark(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const preference = matchMedia(DARK);
      preference.addEventListener('change', changed);
      return () => preference.removeEventListener('change', changed);
    },
    () => matchMedia(DARK).matches,
  );
}
