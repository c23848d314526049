import { cellCircle, cellOfBits, metresOfChord } from '@hansom/shared-geo';

/** In degrees. */
export interface Bounds {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

const METRES_OF_DEGREE = 111_195;
const DEGREES_OF_RADIAN = 180 / Math.PI;

/** What holds all cells, and hardly more. Throws a TypeError without any. */
export function boundsOfCells(cells: readonly bigint[]): Bounds {
  const around = cells.map(boundsOfCell);
  if (around.length === 0) throw new TypeError('a city without a place where rides may begin');
  return {
    south: least(around.map(({ south }) => south)),
    west: least(around.map(({ west }) => west)),
    north: -least(around.map(({ north }) => -north)),
    east: -least(around.map(({ east }) => -east)),
  };
}

function boundsOfCell(bits: bigint): Bounds {
  const cell = cellOfBits(bits);
  if (cell === undefined) throw new TypeError(`${bits} is no cell`);
  const {
    centre: [x, y, z],
    radius,
  } = cellCircle(cell);
  const lat = Math.asin(z) * DEGREES_OF_RADIAN;
  const lng = Math.atan2(y, x) * DEGREES_OF_RADIAN;
  const high = metresOfChord(radius) / METRES_OF_DEGREE;
  const wide = high / Math.cos(lat / DEGREES_OF_RADIAN);
  return { south: lat - high, west: lng - wide, north: lat + high, east: lng + wide };
}

/** There may be too many for the arguments of a function. */
function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}
