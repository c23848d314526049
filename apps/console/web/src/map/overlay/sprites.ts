import { type Doing } from '../../../../src/live/protocol.ts';
import { DOING, DOINGS } from '../../theme/doing.ts';
import { type Theme } from '../../theme/theme.ts';

/**
 * The pictures of taxis at one size: a row for each thing that they do, a column for each direction. They are turned once, here: to copy a
 * picture as it is costs a tenth of turning it, and there are thousands in every frame.
 */
export interface Sprites {
  readonly sheet: HTMLCanvasElement;
  /** Pixels of the screen: of one picture, with its edge. */
  readonly side: number;
}

/** Glyphs are in a box of 24 by 24; their edge is outside of it. */
const BOX = 24;
const MARGIN = 4;
const EDGE = 3.5;
/** Of a full turn: one is 7.5 degrees. */
const DIRECTIONS = 48;

const EDGES: Readonly<Record<Theme, string>> = { light: '#ffffff', dark: '#10151a' };
/** They stand, and have no direction. */
const UPRIGHT: ReadonlySet<Doing> = new Set(['PAYING', 'BREAK']);

/** Of glyphs that are so many CSS pixels wide. */
export function makeSprites(
  theme: Theme,
  { pixels, pixelRatio }: { pixels: number; pixelRatio: number },
): Sprites {
  const scale = (pixels * pixelRatio) / BOX;
  const side = Math.ceil((BOX + 2 * MARGIN) * 1.1 * scale); // a turned box is wider
  const sheet = document.createElement('canvas');
  sheet.width = side * DIRECTIONS;
  sheet.height = side * DOINGS.length;
  const context = sheet.getContext('2d');
  if (!context) return { sheet, side };
  context.lineJoin = 'round';
  context.lineWidth = EDGE;
  DOINGS.forEach((doing, row) => {
    const glyph = new Path2D(DOING[doing].glyph);
    for (let column = 0; column < DIRECTIONS; column++) {
      const turn = (column / DIRECTIONS) * 2 * Math.PI;
      const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
      context.setTransform(cos, sin, -sin, cos, (column + 0.5) * side, (row + 0.5) * side);
      context.translate(-BOX / 2, -BOX / 2);
      context.strokeStyle = context.fillStyle = EDGES[theme];
      context.stroke(glyph);
      context.fill(glyph, 'nonzero'); // what is open in it is not a hole in the map
      context.fillStyle = DOING[doing][theme];
      context.fill(glyph, 'evenodd');
    }
  });
  return { sheet, side };
}

/** Which picture shows this: its column and row on the sheet. */
export function spriteOf(doing: Doing, bearing: number): readonly [column: number, row: number] {
  const turns = UPRIGHT.has(doing) ? 0 : Math.round((bearing / 360) * DIRECTIONS);
  return [((turns % DIRECTIONS) + DIRECTIONS) % DIRECTIONS, DOINGS.indexOf(doing)];
}

/** Sheets of a theme, each made when its size is first needed; sizes go in steps, so that there are few. */
export function spriteBook(theme: Theme, pixelRatio: number): (pixels: number) => Sprites {
  const sheets = new Map<number, Sprites>();
  return (wanted) => {
    const pixels = Math.round(wanted / 2) * 2;
    const known = sheets.get(pixels);
    if (known) return known;
    const made = makeSprites(theme, { pixels, pixelRatio });
    sheets.set(pixels, made);
    return made;
  };
}
