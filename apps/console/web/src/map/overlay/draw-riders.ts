import { type LiveJob } from '../../../../src/live/protocol.ts';
import { type Theme } from '../../theme/theme.ts';
import { toWorld } from '../mercator.ts';
import { formatWait } from '../wait.ts';
import { type Frame } from './draw-taxis.ts';

export interface RiderLook {
  readonly theme: Theme;
  /** City time. */
  readonly now: number;
  readonly selected: string | undefined;
}

interface Colours {
  readonly pin: string;
  readonly text: string;
  readonly edge: string;
}

/** Waiting for a car; for long, or for one that makes no progress; a car is on its way; it is there. */
type Patience = 'searching' | 'long' | 'promised' | 'met';

const LOOKS: Readonly<Record<Theme, Record<Patience, Colours>>> = {
  light: {
    searching: { pin: '#15201d', text: '#ffffff', edge: '#ffffff' },
    long: { pin: '#b0241a', text: '#ffffff', edge: '#ffffff' },
    promised: { pin: '#ffffff', text: '#15201d', edge: '#15201d' },
    met: { pin: '#ffffff', text: '#45524d', edge: '#838d88' },
  },
  dark: {
    searching: { pin: '#e9eeeb', text: '#10151a', edge: '#10151a' },
    long: { pin: '#ff8d80', text: '#10151a', edge: '#10151a' },
    promised: { pin: '#1d252d', text: '#e9eeeb', edge: '#e9eeeb' },
    met: { pin: '#1d252d', text: '#b4bfba', edge: '#6b7982' },
  },
};

const LONG_MS = 5 * 60_000;
/** From here on there is room to say how long. */
const TOLD_FROM_ZOOM = 12;
const PILL = { height: 20, above: 9, padding: 7 };
const FONT = '600 11.5px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';

/** Draws who waits to be picked up, and for how long: the longest above the others. */
export function drawRiders(frame: Frame, jobs: Iterable<LiveJob>, look: RiderLook): void {
  const waiting = [...jobs].filter(isAtPickup).sort((a, b) => b.createdAt - a.createdAt);
  frame.context.font = FONT;
  frame.context.textBaseline = 'middle';
  for (const job of waiting) drawRider(frame, job, look);
}

/** Whether the rider of a job still stands where it begins. */
export function isAtPickup({ state }: LiveJob): boolean {
  return state !== 'ON_TRIP';
}

function patienceOf({ state, createdAt, attention }: LiveJob, now: number): Patience {
  if (attention === 'OPERATORS') return 'long';
  if (state === 'ARRIVED') return 'met';
  if (state === 'ASSIGNED') return 'promised';
  return now - createdAt > LONG_MS ? 'long' : 'searching';
}

function drawRider(frame: Frame, job: LiveJob, { theme, now, selected }: RiderLook): void {
  const { context, projector, width, height, zoom } = frame;
  const place = toWorld(job.pickup);
  const [x, y] = [projector.x(place.x), projector.y(place.y)];
  if (x < -40 || y < -40 || x > width + 40 || y > height + 40) return;
  const colours = LOOKS[theme][patienceOf(job, now)];
  const told = zoom >= TOLD_FROM_ZOOM || job.id === selected;
  drawDot(context, { x, y, radius: told ? 3.5 : 4.5 }, colours);
  if (told) drawPill(context, { x, y }, { text: formatWait(now - job.createdAt), colours });
  if (job.id === selected) drawSelection(context, { x, y }, colours);
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function drawDot(
  context: CanvasRenderingContext2D,
  { x, y, radius }: Place & { radius: number },
  { pin, edge }: Colours,
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = pin;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = edge;
  context.stroke();
}

function drawPill(
  context: CanvasRenderingContext2D,
  { x, y }: Place,
  { text, colours: { pin, text: ink, edge } }: { text: string; colours: Colours },
): void {
  const room = context.measureText(text).width + 2 * PILL.padding + 12;
  const [left, top] = [x - room / 2, y - PILL.above - PILL.height];
  context.beginPath();
  context.roundRect(left, top, room, PILL.height, PILL.height / 2);
  context.moveTo(x - 5, top + PILL.height - 2);
  context.lineTo(x, y - 3);
  context.lineTo(x + 5, top + PILL.height - 2);
  context.fillStyle = pin;
  context.strokeStyle = edge;
  context.lineWidth = 1.5;
  context.stroke();
  context.fill();
  drawPerson(context, { x: left + PILL.padding + 3.5, y: top + PILL.height / 2 }, ink);
  context.fillText(text, left + PILL.padding + 12, top + PILL.height / 2 + 0.5);
}

function drawPerson(context: CanvasRenderingContext2D, { x, y }: Place, ink: string): void {
  context.fillStyle = ink;
  context.beginPath();
  context.arc(x, y - 2.6, 2.3, 0, 2 * Math.PI);
  context.moveTo(x - 4, y + 5);
  context.arc(x, y + 5, 4, Math.PI, 2 * Math.PI);
  context.fill();
}

function drawSelection(context: CanvasRenderingContext2D, { x, y }: Place, { pin }: Colours): void {
  context.beginPath();
  context.arc(x, y, 9, 0, 2 * Math.PI);
  context.lineWidth = 2;
  context.strokeStyle = pin;
  context.stroke();
}

/** The rider who waits nearest to a point of the map, if one is near enough to be meant. */
export function riderAt(
  frame: Omit<Frame, 'context'>,
  jobs: Iterable<LiveJob>,
  point: Place,
): string | undefined {
  let nearest: string | undefined;
  let least = 16;
  for (const job of jobs) {
    if (!isAtPickup(job)) continue;
    const place = toWorld(job.pickup);
    const [x, y] = [frame.projector.x(place.x), frame.projector.y(place.y)];
    const off = Math.min(Math.hypot(x - point.x, y - point.y), Math.hypot(x - point.x, y - 19 - point.y));
    if (off < least) [nearest, least] = [job.id, off];
  }
  return nearest;
}
