/** The custom properties of a theme that are colours: `#rrggbb` by name. */
export type Tokens = ReadonlyMap<string, string>;

/** Reads tokens.css, where a colour is `light-dark(#rrggbb, #rrggbb)`. */
export function tokensOf(css: string): { light: Tokens; dark: Tokens } {
  const pairs = [...css.matchAll(/(--[a-z0-9-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)];
  return {
    light: new Map(pairs.map(([, name = '', light = '']) => [name, light])),
    dark: new Map(pairs.map(([, name = '', , dark = '']) => [name, dark])),
  };
}
