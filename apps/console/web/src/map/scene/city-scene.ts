import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap, PaddingOptions } from 'maplibre-gl';

import { type Doing, type LiveJob, type Spot } from '../../../../src/live/protocol.ts';
import { type CityState } from '../../live/city-state.ts';
import { type Theme } from '../../theme/theme.ts';
import { Fleet } from '../fleet/fleet.ts';
import { frameGap } from '../fleet/frame-gap.ts';
import { toSpot } from '../mercator.ts';
import { drawRiders, riderAt } from '../overlay/draw-riders.ts';
import { drawTaxis, taxiAt } from '../overlay/draw-taxis.ts';
import { spriteBook, type Sprites } from '../overlay/sprites.ts';
import { type CityData, cityStyle, NOTHING } from '../style/city-style.ts';
import { type Bounds, cornersOf, createMap } from './create-map.ts';
import { Overlay } from './overlay.ts';

export interface SceneSetting {
  readonly container: HTMLElement;
  readonly bounds: Bounds;
  readonly padding: PaddingOptions;
  readonly theme: Theme;
  readonly city: string;
  /** Monotonic. */
  now(): number;
  cityTime(): number | undefined;
  /** Taxis jump. */
  readonly still: boolean;
  picked(what: { taxi?: string; booking?: string } | undefined): void;
  /** Somebody moved the map away from what it followed. */
  movedAway(): void;
}

/** What is chosen to be seen. */
export interface SceneChoice {
  readonly hidden: ReadonlySet<Doing>;
  readonly followed: string | undefined;
  /** Whether the map goes along with it. */
  readonly goesAlong: boolean;
  readonly booking: string | undefined;
  readonly heat: boolean;
}

const RING: Readonly<Record<Theme, string>> = { light: '#1463c9', dark: '#7dbbff' };
/** Of the map, around its middle: as long as a followed taxi is within, the map stands still. */
const CALM_SHARE = 0.25;
const FOLLOW_ZOOM = 14.5;
/** How long people wait is told by the second. */
const TICK_MS = 500;
const HALF_A_FRAME_MS = 8;

/** The map of one city, drawn without React: told what changed, it draws as often as something moves, and not at all when nothing does. */
export class CityScene {
  readonly map: MapLibreMap;
  private readonly overlay: Overlay;
  private readonly fleet = new Fleet();
  private readonly watch: ResizeObserver;
  private readonly ticking: ReturnType<typeof setInterval>;
  private sprites: (pixels: number) => Sprites;
  private theme: Theme;
  private data: CityData;
  private jobs: ReadonlyMap<string, LiveJob> = new Map();
  private choice: SceneChoice | undefined;
  private frame = 0;
  private drawnAt = -Infinity;
  /** Something was chosen, and not shown yet. */
  private toBeSeen = false;

  constructor(private readonly setting: SceneSetting) {
    const { container, bounds, padding, theme } = setting;
    this.theme = theme;
    this.data = { streets: NOTHING, way: NOTHING, demand: NOTHING, city: nameOf(setting) };
    this.map = createMap({ container, bounds, padding, style: cityStyle(theme, this.data, { heat: false }) });
    this.overlay = new Overlay(this.map);
    this.sprites = spriteBook(theme, this.overlay.screen);
    this.watch = new ResizeObserver(() => this.resized());
    this.watch.observe(container);
    this.ticking = setInterval(() => this.redraw(), TICK_MS);
    this.listen();
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    clearInterval(this.ticking);
    this.watch.disconnect();
    this.map.remove();
  }

  /** Takes in what is live. */
  update({ taxis, jobs, clock }: CityState): void {
    const { now, still } = this.setting;
    this.fleet.update(taxis, { at: now(), speed: clock.speed, still });
    this.jobs = jobs;
    this.goThere();
    this.redraw();
  }

  choose(choice: SceneChoice): void {
    const before = this.choice;
    this.choice = choice;
    if (choice.heat !== before?.heat) {
      this.whenStyled(() =>
        this.map.setLayoutProperty('demand', 'visibility', choice.heat ? 'visible' : 'none'),
      );
    }
    this.toBeSeen ||= choice.followed !== before?.followed || choice.booking !== before?.booking;
    this.goThere();
    this.redraw();
  }

  setData(source: 'streets' | 'way' | 'demand', data: FeatureCollection): void {
    this.data = { ...this.data, [source]: data };
    this.whenStyled(() => void this.map.getSource<GeoJSONSource>(source)?.setData(this.data[source]));
  }

  setTheme(theme: Theme): void {
    if (theme === this.theme) return;
    this.theme = theme;
    this.sprites = spriteBook(theme, this.overlay.screen);
    this.whenStyled(() => {
      const { layers } = cityStyle(theme, this.data, { heat: this.choice?.heat ?? false });
      for (const { id, paint = {} } of layers) {
        for (const [name, value] of Object.entries(paint)) {
          this.map.setPaintProperty(id, name as never, value as never); // of our own style, as it was made for this layer
        }
      }
    });
    this.redraw();
  }

  showCity(): void {
    this.map.fitBounds(cornersOf(this.setting.bounds), { padding: this.setting.padding });
  }

  showSpot(spot: Spot): void {
    this.map.easeTo({ center: [...spot], zoom: Math.max(this.map.getZoom(), FOLLOW_ZOOM) });
  }

  private listen(): void {
    this.map.on('render', () => this.draw());
    this.map.on('click', ({ point }) => this.setting.picked(this.at(point)));
    this.map.on('mousemove', ({ point }) => {
      this.map.getCanvasContainer().classList.toggle('map-over', this.at(point) !== undefined);
    });
    this.map.on('dragstart', () => this.setting.movedAway());
  }

  private at(point: { x: number; y: number }): { taxi?: string; booking?: string } | undefined {
    const frame = this.overlay.measure(this.setting.now());
    const booking = riderAt(frame, this.jobs.values(), point);
    if (booking !== undefined) return { booking };
    const taxi = taxiAt(frame, this.fleet, point);
    return taxi === undefined ? undefined : { taxi };
  }

  /** Something else is to be seen: in the next frame. */
  private redraw(): void {
    this.drawnAt = -Infinity;
    this.invalidate();
  }

  /** Another frame, soon. */
  private invalidate(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.goAlong();
      if (this.isDue()) this.draw();
      if (this.fleet.isMoving(this.setting.now())) this.invalidate();
    });
  }

  private isDue(): boolean {
    const gap = frameGap(this.fleet.fastest, this.map.getZoom());
    return this.setting.now() - this.drawnAt >= gap - HALF_A_FRAME_MS;
  }

  private draw(): void {
    const { choice, theme, sprites } = this;
    if (!choice) return;
    this.drawnAt = this.setting.now();
    const { hidden, followed, booking } = choice;
    this.overlay.draw(this.setting.now(), (frame) => {
      drawTaxis(frame, this.fleet, { sprites, hidden, followed, ring: RING[theme] });
      const now = this.setting.cityTime();
      if (now !== undefined) drawRiders(frame, this.jobs.values(), { theme, now, selected: booking });
    });
  }

  /** Shows what was chosen, as soon as it is known where it is: an address may name it before the first snapshot. */
  private goThere(): void {
    if (!this.toBeSeen || !this.choice) return;
    const { followed, booking } = this.choice;
    const taxi = this.spotOfTaxi(followed);
    const spot = taxi ?? this.jobs.get(booking ?? '')?.pickup;
    if (!spot) return;
    this.toBeSeen = false;
    if (taxi || !this.map.getBounds().contains([...spot])) this.showSpot(spot);
  }

  private spotOfTaxi(id: string | undefined): Spot | undefined {
    const pose = id === undefined ? undefined : this.fleet.poseOf(id, this.setting.now());
    return pose && toSpot(pose);
  }

  /** Moves the map when the taxi that it follows is about to leave its middle, and not before. */
  private goAlong(): void {
    const { followed, goesAlong } = this.choice ?? {};
    if (followed === undefined || !goesAlong || this.map.isMoving()) return;
    const { projector, width, height, at } = this.overlay.measure(this.setting.now());
    const pose = this.fleet.poseOf(followed, at);
    if (!pose) return;
    const off = Math.hypot(
      (projector.x(pose.x) - width / 2) / width,
      (projector.y(pose.y) - height / 2) / height,
    );
    if (off > CALM_SHARE) this.map.easeTo({ center: [...toSpot(pose)], duration: 1_200 });
  }

  private resized(): void {
    this.overlay.resize();
    this.map.resize();
    this.redraw();
  }

  private whenStyled(act: () => void): void {
    if (this.map.getLayer('ground')) return act();
    void this.map.once('style.load', act);
  }
}

function nameOf({ city, bounds: { south, west, north, east } }: SceneSetting): FeatureCollection {
  const coordinates = [(west + east) / 2, (south + north) / 2];
  const geometry = { type: 'Point', coordinates } as const;
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name: city }, geometry }] };
}
