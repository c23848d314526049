import { type Doing } from '../../../../src/live/protocol.ts';
import { type Fleet } from '../fleet/fleet.ts';
import { type Glider, poseAt } from '../fleet/glider.ts';
import { type Projector } from '../mercator.ts';
import { spriteOf, type Sprites } from './sprites.ts';

/** What one frame is drawn with. */
export interface Frame {
  readonly context: CanvasRenderingContext2D;
  readonly projector: Projector;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  readonly zoom: number;
  /** Monotonic. */
  readonly at: number;
}

export interface TaxiLook {
  /** Pictures of glyphs that are so many CSS pixels wide. */
  readonly sprites: (pixels: number) => Sprites;
  readonly hidden: ReadonlySet<Doing>;
  readonly followed: string | undefined;
  /** Of the ring around the one that is followed. */
  readonly ring: string;
}

/** CSS pixels of a taxi's glyph: from afar only its colour counts. */
export function glyphPixels(zoom: number): number {
  return Math.min(28, Math.max(9, 12 + (zoom - 11.5) * 3));
}

/** Draws all taxis that are in sight, the one that is followed above the others. */
export function drawTaxis(frame: Frame, fleet: Fleet, look: TaxiLook): void {
  const { context, pixelRatio, zoom } = frame;
  const sprites = look.sprites(glyphPixels(zoom));
  let followed: Glider | undefined;
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (const glider of fleet.all) {
    if (glider.taxi.id === look.followed) followed = glider;
    else if (!look.hidden.has(glider.taxi.doing)) drawTaxi(frame, glider, sprites);
  }
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  if (!followed) return;
  drawRing(frame, followed, look);
  context.setTransform(1, 0, 0, 1, 0, 0);
  drawTaxi(frame, followed, look.sprites(glyphPixels(zoom) * 1.3));
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
}

/** On whole pixels of the screen: nothing has to be blended anew. */
function drawTaxi(frame: Frame, glider: Glider, { sheet, side }: Sprites): void {
  const { context, projector, width, height, pixelRatio, at } = frame;
  const pose = poseAt(glider, at);
  const [x, y] = [projector.x(pose.x) * pixelRatio, projector.y(pose.y) * pixelRatio];
  if (x < -side || y < -side || x > width * pixelRatio + side || y > height * pixelRatio + side) return;
  const [column, row] = spriteOf(glider.taxi.doing, pose.bearing);
  const [left, top] = [Math.round(x - side / 2), Math.round(y - side / 2)];
  context.drawImage(sheet, column * side, row * side, side, side, left, top, side, side);
}

function drawRing({ context, projector, zoom, at }: Frame, glider: Glider, { ring }: TaxiLook): void {
  const pose = poseAt(glider, at);
  context.beginPath();
  context.arc(projector.x(pose.x), projector.y(pose.y), glyphPixels(zoom) * 1.15, 0, 2 * Math.PI);
  context.fillStyle = `${ring}33`;
  context.fill();
  context.lineWidth = 2.5;
  context.strokeStyle = ring;
  context.stroke();
}

/** The taxi that is shown nearest to a point of the map, if one is near enough to be meant. */
export function taxiAt(
  frame: Omit<Frame, 'context'>,
  fleet: Fleet,
  point: { x: number; y: number },
): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(14, glyphPixels(frame.zoom) * 0.75);
  for (const glider of fleet.all) {
    const pose = poseAt(glider, frame.at);
    const off = Math.hypot(frame.projector.x(pose.x) - point.x, frame.projector.y(pose.y) - point.y);
    if (off < least) [nearest, least] = [glider.taxi.id, off];
  }
  return nearest;
}
