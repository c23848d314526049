import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';

import { contrast } from '../../theme/colour.ts';
import { type Theme } from '../../theme/theme.ts';
import { cityStyle, NOTHING } from './city-style.ts';
import { PALETTES } from './palette.ts';

const THEMES: readonly Theme[] = ['light', 'dark'];
const data = { streets: NOTHING, way: NOTHING, demand: NOTHING, city: NOTHING };

describe.each(THEMES)('the style of the map, %s', (theme) => {
  it('is one that MapLibre takes', () => {
    expect(validateStyleMin(cityStyle(theme, data, { heat: true }))).toEqual([]);
  });

  it('asks nobody for anything: no tiles, no fonts, no pictures', () => {
    const style = cityStyle(theme, data, { heat: true });

    expect(JSON.stringify(style)).not.toMatch(/https?:|glyphs|sprite/);
    expect(Object.values(style.sources).every(({ type }) => type === 'geojson')).toBe(true);
  });

  it('has names that can be read', () => {
    const { label, halo } = PALETTES[theme];

    expect(contrast(label, halo)).toBeGreaterThan(4.5);
  });

  it('shows demand when that is wanted', () => {
    const visibility = (heat: boolean) =>
      cityStyle(theme, data, { heat }).layers.find(({ id }) => id === 'demand')?.layout;

    expect([visibility(true), visibility(false)]).toEqual([
      { visibility: 'visible' },
      { visibility: 'none' },
    ]);
  });
});
