import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';

import { type Spot } from '../../../../src/live/protocol.ts';
import { type Theme } from '../../theme/theme.ts';
import { drawEnds } from '../overlay/draw-ends.ts';
import { cityStyle, NOTHING } from '../style/city-style.ts';
import { type Bounds, cornersOf, createMap } from './create-map.ts';
import { Overlay } from './overlay.ts';

const PADDING = { top: 28, right: 28, bottom: 28, left: 28 };

export interface Trip {
  readonly pickup: Spot;
  readonly destination: Spot;
  /** Around all of it. */
  readonly bounds: Bounds;
  readonly way: FeatureCollection;
}

/** A picture of one trip on the streets of its city. */
export class TripScene {
  private readonly map: MapLibreMap;
  private readonly overlay: Overlay;
  private readonly watch: ResizeObserver;

  constructor(
    container: HTMLElement,
    private trip: Trip,
    private readonly theme: Theme,
  ) {
    const data = { streets: NOTHING, way: trip.way, demand: NOTHING, city: NOTHING };
    const style = cityStyle(theme, data, { heat: false });
    this.map = createMap({ container, bounds: trip.bounds, padding: PADDING, style, still: true });
    this.overlay = new Overlay(this.map);
    this.map.on('render', () => this.overlay.draw(0, (frame) => drawEnds(frame, this.trip, this.theme)));
    this.watch = new ResizeObserver(() => this.resized());
    this.watch.observe(container);
  }

  close(): void {
    this.watch.disconnect();
    this.map.remove();
  }

  setStreets(streets: FeatureCollection): void {
    this.whenStyled(() => void this.map.getSource<GeoJSONSource>('streets')?.setData(streets));
  }

  setTrip(trip: Trip): void {
    this.trip = trip;
    this.whenStyled(() => void this.map.getSource<GeoJSONSource>('way')?.setData(trip.way));
    this.frame();
  }

  private resized(): void {
    this.overlay.resize();
    this.map.resize();
    this.frame();
  }

  private frame(): void {
    this.map.fitBounds(cornersOf(this.trip.bounds), { padding: PADDING, animate: false });
    this.map.triggerRepaint();
  }

  private whenStyled(act: () => void): void {
    if (this.map.getLayer('ground')) return act();
    void this.map.once('style.load', act);
  }
}
