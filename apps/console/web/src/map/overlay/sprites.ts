import { type Doing } from '../../../../src/live/protocol.ts';
import { DOING, DOINGS } from '../../theme/doing.ts';
import { type Theme } from '../../theme/theme.ts';

/** The pictures of taxis, drawn once a theme and screen, with an edge that keeps them apart from the ground and from each other. */
export interface Sprites {
  readonly of: Readonly<Record<Doing, HTMLCanvasElement>>;
  /** How much larger than its glyph a picture is: for its edge. */
  readonly share: number;
}

/** Glyphs are in a box of 24 by 24; the edge is outside of it. */
const BOX = 24;
const MARGIN = 4;
const EDGE = 3.5;
/** CSS pixels at the largest that they are drawn. */
const LARGEST = 40;

const EDGES: Readonly<Record<Theme, string>> = { light: '#ffffff', dark: '#10151a' };

export function makeSprites(theme: Theme, pixelRatio: number): Sprites {
  const of = Object.fromEntries(DOINGS.map((doing) => [doing, sprite(doing, theme, pixelRatio)]));
  return { of: of as Sprites['of'], share: (BOX + 2 * MARGIN) / BOX }; // DOINGS are all there are
}

function sprite(doing: Doing, theme: Theme, pixelRatio: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const side = Math.ceil(LARGEST * pixelRatio);
  canvas.width = canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const scale = side / (BOX + 2 * MARGIN);
  context.setTransform(scale, 0, 0, scale, MARGIN * scale, MARGIN * scale);
  const glyph = new Path2D(DOING[doing].glyph);
  context.lineJoin = 'round';
  context.lineWidth = EDGE;
  context.strokeStyle = context.fillStyle = EDGES[theme];
  context.stroke(glyph);
  context.fill(glyph, 'nonzero'); // what is open in it is not a hole in the map
  context.fillStyle = DOING[doing][theme];
  context.fill(glyph, 'evenodd');
  return canvas;
}
