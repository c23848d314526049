import { type Spot } from '../../../../src/live/protocol.ts';
import { type Theme } from '../../theme/theme.ts';
import { toWorld } from '../mercator.ts';
import { type Frame } from './draw-taxis.ts';

const COLOURS: Readonly<Record<Theme, { ink: string; ground: string }>> = {
  light: { ink: '#15201d', ground: '#ffffff' },
  dark: { ink: '#e9eeeb', ground: '#10151a' },
};

/** Draws where a trip begins, a ring, and where it ends, a square. */
export function drawEnds(frame: Frame, ends: { pickup: Spot; destination: Spot }, theme: Theme): void {
  const { context } = frame;
  const { ink, ground } = COLOURS[theme];
  context.fillStyle = ground;
  context.strokeStyle = ink;
  context.lineWidth = 3.5;
  const [x, y] = pixelsOf(frame, ends.pickup);
  context.beginPath();
  context.arc(x, y, 6.5, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  const [right, bottom] = pixelsOf(frame, ends.destination);
  context.beginPath();
  context.rect(right - 6, bottom - 6, 12, 12);
  context.fillStyle = ink;
  context.strokeStyle = ground;
  context.lineWidth = 2;
  context.fill();
  context.stroke();
}

function pixelsOf({ projector }: Frame, spot: Spot): [x: number, y: number] {
  const { x, y } = toWorld(spot);
  return [projector.x(x), projector.y(y)];
}
