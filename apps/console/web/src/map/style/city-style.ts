import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';

import { DOING } from '../../theme/doing.ts';
import { type Theme } from '../../theme/theme.ts';
import { type Palette, PALETTES } from './palette.ts';

/** What is drawn on the ground, by source. */
export interface CityData {
  readonly streets: FeatureCollection;
  readonly way: FeatureCollection;
  readonly demand: FeatureCollection;
  /** The name of the city, at its middle. */
  readonly city: FeatureCollection;
}

export const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** A style without `glyphs`: MapLibre draws names with the fonts of the device. The first only tells the weight. */
const FONT = ['Hansom Medium', 'system-ui', 'Segoe UI', 'Roboto', 'Noto Sans', 'Arial'];

/** The map of a city in a theme: streets, names, ways and demand; taxis and riders are drawn above it. */
export function cityStyle(theme: Theme, data: CityData, { heat }: { heat: boolean }): StyleSpecification {
  const palette = PALETTES[theme];
  return {
    version: 8,
    sources: {
      streets: { type: 'geojson', data: data.streets, maxzoom: 16, tolerance: 0.6 },
      way: { type: 'geojson', data: data.way },
      demand: { type: 'geojson', data: data.demand, maxzoom: 12 },
      city: { type: 'geojson', data: data.city },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': palette.ground } },
      ...streets(palette),
      demand(palette, heat),
      ...ways(theme, palette),
      ...names(palette),
    ],
  };
}

/** Pixels by rank, at zooms. */
const WIDTHS: readonly (readonly [zoom: number, ...pixels: number[]])[] = [
  [9, 1.1, 0.8, 0.6, 0.4, 0.15, 0],
  [11, 2, 1.5, 1.1, 0.8, 0.45, 0.1],
  [13, 4, 3.4, 2.8, 2.2, 1.2, 0.5],
  [15, 9, 8, 7, 6, 4.2, 1.6],
  [17, 22, 20, 18, 16, 12, 6],
  [19, 60, 56, 50, 44, 36, 20],
];

/** What the edges of a street take beside it, both together. */
const EDGE_PIXELS = 1.6;

const ROUND = { 'line-cap': 'round', 'line-join': 'round' } as const;

function streets({ far, street, main, motorway, edge }: Palette): LayerSpecification[] {
  const order: ExpressionSpecification = ['-', 0, ['get', 'rank']];
  const layout = { ...ROUND, 'line-sort-key': order };
  const near: ExpressionSpecification = ['match', ['get', 'rank'], 0, motorway, [1, 2], main, street];
  return [
    {
      ...{ id: 'street-edges', type: 'line', source: 'streets', minzoom: 12.5, layout },
      paint: {
        'line-color': edge,
        'line-width': widths(EDGE_PIXELS),
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 12.5, 0, 13.5, 1],
      },
    },
    {
      ...{ id: 'streets', type: 'line', source: 'streets', layout },
      paint: {
        'line-color': ['interpolate', ['linear'], ['zoom'], 12.5, far, 13.5, near],
        'line-width': widths(0),
      },
    },
  ];
}

function widths(more: number): DataDrivenPropertyValueSpecification<number> {
  const stops = WIDTHS.flatMap(([zoom, motorway = 0, ...others]) => {
    const byRank = others.flatMap((pixels, i) => [i + 1, pixels + more]);
    return [zoom, ['match', ['get', 'rank'], ...byRank, motorway + more]];
  });
  // Put together from a table: the type cannot see that it comes in pairs.
  return ['interpolate', ['exponential', 1.6], ['zoom'], ...stops] as unknown as ExpressionSpecification;
}

function demand({ heat: [none, little, some, much] }: Palette, visible: boolean): LayerSpecification {
  return {
    ...{ id: 'demand', type: 'heatmap', source: 'demand' },
    layout: { visibility: visible ? 'visible' : 'none' },
    paint: {
      'heatmap-weight': ['get', 'weight'],
      'heatmap-radius': ['interpolate', ['exponential', 2], ['zoom'], 10, 14, 12, 34, 15, 190],
      'heatmap-intensity': ['interpolate', ['linear'], ['zoom'], 10, 0.7, 14, 0.9],
      'heatmap-color': [
        'interpolate',
        ['linear'],
        ['heatmap-density'],
        0,
        none,
        0.18,
        little,
        0.55,
        some,
        1,
        much,
      ],
      'heatmap-opacity': ['interpolate', ['linear'], ['zoom'], 14, 0.9, 17, 0.35],
    },
  };
}

/** The way to a pickup is dashed; that with a rider is whole. */
function ways(theme: Theme, { halo }: Palette): LayerSpecification[] {
  const line = { type: 'line', source: 'way', layout: ROUND } as const;
  const width: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 10, 3, 16, 6];
  const wider: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 10, 6, 16, 10];
  const toPickup: ExpressionSpecification = ['==', ['get', 'kind'], 'TO_PICKUP'];
  return [
    { ...line, id: 'way-halo', paint: { 'line-color': halo, 'line-width': wider } },
    {
      ...{ ...line, id: 'way', filter: ['!', toPickup] },
      paint: { 'line-color': DOING.ON_TRIP[theme], 'line-width': width },
    },
    {
      ...{ ...line, id: 'way-to-pickup', filter: toPickup },
      paint: { 'line-color': DOING.TO_PICKUP[theme], 'line-width': width, 'line-dasharray': [1, 1.8] },
    },
  ];
}

/** From which zoom the streets of a rank have names. */
const NAMED_FROM: readonly (readonly [rank: number, zoom: number, pixels: number])[] = [
  [1, 13, 11.5],
  [2, 13.3, 11.5],
  [3, 14, 11],
  [4, 15, 10.5],
  [5, 16.5, 10],
];

function names({ label, halo, city }: Palette): LayerSpecification[] {
  const paint = { 'text-color': label, 'text-halo-color': halo, 'text-halo-width': 1.4 };
  const ofStreets = NAMED_FROM.map(
    ([rank, minzoom, pixels]): LayerSpecification => ({
      ...{ id: `names-${rank}`, type: 'symbol', source: 'streets', minzoom, paint },
      filter: ['all', ['==', ['get', 'rank'], rank], ['!=', ['get', 'name'], ''], ['!', ['get', 'link']]],
      layout: {
        ...{ 'symbol-placement': 'line', 'symbol-spacing': 320, 'text-max-angle': 30, 'text-padding': 6 },
        ...{ 'text-field': ['get', 'name'], 'text-font': FONT, 'text-letter-spacing': 0.02 },
        'text-size': ['interpolate', ['linear'], ['zoom'], minzoom, pixels, 18, pixels + 3],
      },
    }),
  );
  return [
    ...ofStreets.reverse(), // the last is placed first
    {
      ...{ id: 'city-name', type: 'symbol', source: 'city', maxzoom: 13.5 },
      layout: {
        ...{ 'text-field': ['get', 'name'], 'text-font': FONT, 'text-letter-spacing': 0.22 },
        ...{ 'text-transform': 'uppercase', 'text-allow-overlap': true, 'text-ignore-placement': true },
        'text-size': ['interpolate', ['linear'], ['zoom'], 9, 14, 13, 30],
      },
      paint: {
        ...{ 'text-color': city, 'text-halo-color': halo, 'text-halo-width': 1.5 },
        'text-opacity': ['interpolate', ['linear'], ['zoom'], 11, 0.85, 13.5, 0],
      },
    },
  ];
}
