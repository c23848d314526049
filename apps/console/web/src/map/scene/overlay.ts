import type { Map as MapLibreMap } from 'maplibre-gl';

import { type Camera, projector, toWorld } from '../mercator.ts';
import { type Frame } from '../overlay/draw-taxis.ts';

/**
 * A canvas above the map for what moves. The map itself is drawn only when its camera moves: a thousand streets are not drawn sixty
 * times a second because a taxi turns.
 */
export class Overlay {
  readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d');
  private width = 0;
  private height = 0;
  private pixelRatio = 1;

  constructor(private readonly map: MapLibreMap) {
    this.canvas.className = 'map-overlay';
    this.canvas.setAttribute('aria-hidden', 'true');
    map.getCanvasContainer().append(this.canvas);
    this.resize();
  }

  get screen(): number {
    return this.pixelRatio;
  }

  resize(): void {
    const { clientWidth, clientHeight } = this.map.getContainer();
    this.pixelRatio = Math.min(devicePixelRatio, 2);
    [this.width, this.height] = [clientWidth, clientHeight];
    this.canvas.width = Math.round(clientWidth * this.pixelRatio);
    this.canvas.height = Math.round(clientHeight * this.pixelRatio);
    this.canvas.style.width = `${clientWidth}px`;
    this.canvas.style.height = `${clientHeight}px`;
  }

  /** Where things are at this moment, without drawing. */
  measure(at: number): Omit<Frame, 'context'> {
    const { width, height, pixelRatio } = this;
    const { lng, lat } = this.map.getCenter();
    const zoom = this.map.getZoom();
    const camera: Camera = { centre: toWorld([lng, lat]), zoom, width, height };
    return { projector: projector(camera), width, height, pixelRatio, zoom, at };
  }

  draw(at: number, paint: (frame: Frame) => void): void {
    const { context, pixelRatio } = this;
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    paint({ ...this.measure(at), context });
  }
}
