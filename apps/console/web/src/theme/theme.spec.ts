import { rememberTheme, themeChoice, themeOf } from './theme.ts';

function aStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

describe('the theme', () => {
  it('follows the system until somebody chooses', () => {
    const choice = themeChoice('', aStorage());

    expect(choice).toBe('system');
    expect([themeOf(choice, true), themeOf(choice, false)]).toEqual(['dark', 'light']);
  });

  it('is what was chosen last', () => {
    const storage = aStorage();
    rememberTheme('dark', storage);

    const choice = themeChoice('', storage);

    expect(themeOf(choice, false)).toBe('dark');
  });

  it('is what the address asks for, if that is one', () => {
    const storage = aStorage();
    rememberTheme('dark', storage);

    expect(themeChoice('?theme=light', storage)).toBe('light');
    expect(themeChoice('?theme=pink', storage)).toBe('dark');
  });
});
