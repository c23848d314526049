import { Map as MapLibreMap, type PaddingOptions, setWorkerUrl, type StyleSpecification } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

import { toSpot, toWorld } from '../mercator.ts';

export interface Bounds {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

export interface MapSetting {
  readonly container: HTMLElement;
  readonly bounds: Bounds;
  /** What lies over the edges of the map. */
  readonly padding: PaddingOptions;
  readonly style: StyleSpecification;
  /** A picture: it does not move. */
  readonly still?: boolean;
}

// A file of its own, not a blob: the page's policy lets nothing else run.
setWorkerUrl(workerUrl);

/** A flat map with north above, framed by these bounds, that does not leave their neighbourhood. Throws where there is no WebGL. */
export function createMap({ container, bounds, padding, style, still = false }: MapSetting): MapLibreMap {
  const map = new MapLibreMap({
    ...{ container, style, bounds: cornersOf(bounds), fitBoundsOptions: { padding } },
    ...(!still && { maxBounds: cornersOf(around(bounds)) }),
    ...{ minZoom: 8, maxZoom: 18.5, renderWorldCopies: false, interactive: !still },
    ...{ dragRotate: false, pitchWithRotate: false, touchPitch: false, maxPitch: 0 },
    ...{ attributionControl: false, maplibreLogo: false, validateStyle: false, fadeDuration: 150 },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}

export function cornersOf({ west, south, east, north }: Bounds): [[number, number], [number, number]] {
  return [
    [west, south],
    [east, north],
  ];
}

/** Four times as wide and high. */
function around({ west, south, east, north }: Bounds): Bounds {
  const [lower, upper] = [toWorld([west, south]), toWorld([east, north])];
  const [wide, high] = [(upper.x - lower.x) * 1.5, (lower.y - upper.y) * 1.5];
  const [left, bottom] = toSpot({ x: lower.x - wide, y: lower.y + high });
  const [right, top] = toSpot({ x: upper.x + wide, y: upper.y - high });
  return { west: left, south: bottom, east: right, north: top };
}
