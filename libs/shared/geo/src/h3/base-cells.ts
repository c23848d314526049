// Ported from baseCells.c and h3Index.c of H3 4.5.0. Copyright 2016-2021, 2026 Uber Technologies, Inc. Licensed under the Apache License, Version 2.0:
// http://www.apache.org/licenses/LICENSE-2.0. Changed: one table of small numbers, looked up without ijk coordinates.

import { COUNTERCLOCKWISE, K, OFFSET } from './digits.ts';

/** Of each face, the base cells at its coordinates i, j, k = 000, 001, 002, 010 to 222. */
const BASE_CELLS = [
  '16 18 24 33 30 32 49 48 50 8 5 10 22 16 18 41 33 30 4 0 2 15 8 5 31 22 16',
  '2 6 14 10 11 17 24 23 25 0 1 9 5 2 6 18 10 11 4 3 7 8 0 1 16 5 2',
  '7 21 38 9 19 34 14 20 36 3 13 29 1 7 21 6 9 19 4 12 26 0 3 13 2 1 7',
  '26 42 58 29 43 62 38 47 64 12 28 44 13 26 42 21 29 43 4 15 31 3 12 28 7 13 26',
  '31 41 49 44 53 61 58 65 75 15 22 33 28 31 41 42 44 53 4 8 16 12 15 22 26 28 31',
  '50 48 49 32 30 33 24 18 16 70 67 66 52 50 48 37 32 30 83 87 85 74 70 67 57 52 50',
  '25 23 24 17 11 10 14 6 2 45 39 37 35 25 23 27 17 11 63 59 57 56 45 39 46 35 25',
  '36 20 14 34 19 9 38 21 7 55 40 27 54 36 20 51 34 19 72 60 46 73 55 40 71 54 36',
  '64 47 38 62 43 29 58 42 26 84 69 51 82 64 47 76 62 43 97 89 71 98 84 69 96 82 64',
  '75 65 58 61 53 44 49 41 31 94 86 76 81 75 65 66 61 53 107 104 96 101 94 86 85 81 75',
  '57 59 63 74 78 79 83 92 95 37 39 45 52 57 59 70 74 78 24 23 25 32 37 39 50 52 57',
  '46 60 72 56 68 80 63 77 90 27 40 55 35 46 60 45 56 68 14 20 36 17 27 40 25 35 46',
  '71 89 97 73 91 103 72 88 105 51 69 84 54 71 89 55 73 91 38 47 64 34 51 69 36 54 71',
  '96 104 107 98 110 115 97 111 119 76 86 94 82 96 104 84 98 110 58 65 75 62 76 86 64 82 96',
  '85 87 83 101 102 100 107 112 114 66 67 70 81 85 87 94 101 102 49 48 50 61 66 67 75 81 85',
  '95 92 83 79 78 74 63 59 57 109 108 100 93 95 92 77 79 78 117 118 114 106 109 108 90 93 95',
  '90 77 63 80 68 56 72 60 46 106 93 79 99 90 77 88 80 68 117 109 95 113 106 93 105 99 90',
  '105 88 72 103 91 73 97 89 71 113 99 80 116 105 88 111 103 91 117 106 90 121 113 99 119 116 105',
  '119 111 97 115 110 98 107 104 96 121 116 103 120 119 111 112 115 110 117 113 105 118 121 116 114 120 119',
  '114 112 107 100 102 101 83 87 85 118 120 115 108 114 112 92 100 102 117 121 119 109 118 120 95 108 114',
];

/** How often 60 degrees the grid of the face is to be turned, counterclockwise, to be that of the base cell there. */
const TURNS = [
  '000003133055000100055105100',
  '000003133055000100155105100',
  '000003133055000100255105100',
  '000003133055000100355105100',
  '000003133055000100455105100',
  '003033333003300303033300130',
  '003033333003300303033300330',
  '003033333003300303033300330',
  '003033333003300303033300330',
  '003033333003300303033300330',
  '003033333033000303033303300',
  '003033333033000303033303300',
  '003033333033000303033303300',
  '003033333033000303033303300',
  '003033333033000303033303300',
  '000003133005100100455100110',
  '000003133005100100355100110',
  '000003133005100100255100110',
  '000003133005100100155100110',
  '000003133005100100055100110',
];

/** The base cells that are pentagons, and the faces that have the cell's missing part on the other side than others. */
const PENTAGONS: Readonly<Record<number, readonly number[]>> = {
  4: [],
  14: [2, 6],
  24: [1, 5],
  38: [3, 7],
  49: [0, 9],
  58: [4, 8],
  63: [11, 15],
  72: [12, 16],
  83: [10, 19],
  97: [13, 17],
  107: [14, 18],
  117: [],
};

/** Flags of a place in the table that `basePlaces` gives. The lowest seven bits are the base cell, three more are the turns. */
const PENTAGON = 1 << 10;
const CLOCKWISE = 1 << 11;

/** What lies where at resolution 0, by `placeAt`. */
export function basePlaces(): Uint16Array {
  const places = new Uint16Array(BASE_CELLS.length * 64);
  for (let face = 0; face < BASE_CELLS.length; face++) {
    const cells = BASE_CELLS[face].split(' ').map(Number);
    for (const [n, cell] of cells.entries()) {
      const [i, j, k] = [Math.floor(n / 9), Math.floor(n / 3) % 3, n % 3];
      if (Math.min(i, j, k) > 0) continue; // stands there again, by smaller ones
      const at = placeAt(face, i - k + OFFSET, j - k + OFFSET);
      places[at] = cell | (Number(TURNS[face][n]) << 7) | flagsOf(cell, face);
    }
  }
  return places;
}

export function placeAt(face: number, a: number, b: number): number {
  return (face << 6) | (a << 3) | b;
}

export function baseCellOf(place: number): number {
  return place & 127;
}

export function isPentagon(place: number): boolean {
  return (place & PENTAGON) !== 0;
}

/** How often 60 degrees the digits of a hexagon are turned, 0 to 5. */
export function turnsOf(place: number): number {
  return (place >>> 7) & 7;
}

/**
 * The same of a pentagon, by the first digit that is not 0. It has no cells that begin with K: what would begin with it belongs to the
 * cells beside that, and each turn jumps over it.
 */
export function turnsOnPentagon(place: number, leading: number): number {
  let done = 0;
  let digit = leading;
  if (digit === K) {
    done = place & CLOCKWISE ? 5 : 1;
    digit = place & CLOCKWISE ? COUNTERCLOCKWISE.indexOf(K) : COUNTERCLOCKWISE[K];
  }
  for (let i = 0; i < turnsOf(place); i++) {
    const jumps = COUNTERCLOCKWISE[digit] === K;
    done += jumps ? 2 : 1;
    digit = COUNTERCLOCKWISE[jumps ? K : digit];
  }
  return done % 6;
}

function flagsOf(cell: number, face: number): number {
  const clockwise = PENTAGONS[cell];
  if (!clockwise) return 0;
  return clockwise.includes(face) ? PENTAGON | CLOCKWISE : PENTAGON;
}
