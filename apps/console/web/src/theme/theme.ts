/** What somebody chose: to follow the system, or not. */
export type ThemeChoice = 'system' | 'light' | 'dark';
export type Theme = 'light' | 'dark';

const KEY = 'hansom.theme';

/** From the address (`?theme=dark`, which is remembered), or as it was chosen before. */
export function themeChoice(search: string, storage: Pick<Storage, 'getItem'>): ThemeChoice {
  const asked = new URLSearchParams(search).get('theme');
  return asThemeChoice(asked) ?? asThemeChoice(storage.getItem(KEY)) ?? 'system';
}

export function rememberTheme(choice: ThemeChoice, storage: Pick<Storage, 'setItem'>): void {
  storage.setItem(KEY, choice);
}

/** What is shown then. */
export function themeOf(choice: ThemeChoice, prefersDark: boolean): Theme {
  if (choice !== 'system') return choice;
  return prefersDark ? 'dark' : 'light';
}

function asThemeChoice(text: string | null): ThemeChoice | undefined {
  return text === 'system' || text === 'light' || text === 'dark' ? text : undefined;
}
