// Ported from coordijk.c and h3Index.c of H3 4.5.0. Copyright 2016-2021, 2026 Uber Technologies, Inc. Licensed under the Apache License,
// Version 2.0: http://www.apache.org/licenses/LICENSE-2.0. Changed: two digits at a time, in whole numbers, all turned at once.

/** The steps from a cell's centre to those of its seven children, by digit: 0 is the middle, 1 is K, 2 J, 3 JK, 4 I, 5 IK and 6 IJ. */
const STEPS: readonly (readonly [a: number, b: number])[] = [
  [0, 0],
  [-1, -1],
  [0, 1],
  [-1, 0],
  [1, 0],
  [0, -1],
  [1, 1],
];

/** The digit that no cell of a pentagon begins with. */
export const K = 1;

/** What each digit is after a turn of 60 degrees. */
export const COUNTERCLOCKWISE = [0, 5, 3, 1, 6, 4, 2];

/** What is added to a and b of resolution 0, so that they are 1 to 5; those of finer ones get as many times more as they are larger. */
export const OFFSET = 3;

/** The digits of finer resolutions than this stand in the second word. */
const LAST_COARSE = 8;

/** A multiple of 7 that keeps sums of a and b from being negative. */
const POSITIVE = 7 * 2 ** 23;

/** The way down to a cell from its base cell: of each resolution, in which of seven children it lies. */
export class CellDigits {
  /** Three bits each of resolutions 1 to 8, the last one's the lowest. */
  coarse = 0;
  /** Of 9 to 15. */
  fine = 0;
  /** Where the base cell lies on the face, and OFFSET more. */
  a = 0;
  b = 0;
  private readonly oddDigits = oddDigits();
  private readonly digitPairs = digitPairs();
  private readonly offsets = Int32Array.from({ length: 16 }, (_, i) => OFFSET * 7 ** Math.floor(i / 2));

  /** From where a cell lies in the grid of its resolution on a face. */
  read(a: number, b: number, resolution: number): void {
    this.coarse = 0;
    this.fine = 0;
    this.a = a;
    this.b = b;
    if (resolution & 1) this.readOdd(resolution);
    this.a += this.offsets[resolution];
    this.b += this.offsets[resolution];
    let level = resolution & ~1;
    for (; level > LAST_COARSE; level -= 2) this.fine |= this.readPair() << (3 * (15 - level));
    for (; level > 0; level -= 2) this.coarse |= this.readPair() << (3 * (LAST_COARSE - level));
  }

  /** The first digit that is not 0; 0 when there is none. */
  leading(): number {
    const word = this.coarse === 0 ? this.fine : this.coarse;
    if (word === 0) return 0;
    const shift = 3 * Math.floor((31 - Math.clz32(word)) / 3);
    return (word >>> shift) & 7;
  }

  /** Counterclockwise, 0 to 5 times 60 degrees. */
  turn(turns: number): void {
    this.coarse = turned(this.coarse, turns);
    this.fine = turned(this.fine, turns);
  }

  /** The parent's place is the nearest; cells of odd resolution stand in its grid at 1/7 (3a - b, a + 2b). */
  private readOdd(resolution: number): void {
    const { a, b } = this;
    const digit = this.oddDigits[(a + 2 * b + POSITIVE) % 7];
    if (resolution > LAST_COARSE) this.fine = digit << (3 * (15 - resolution));
    else this.coarse = digit << (3 * (LAST_COARSE - resolution));
    this.a = (((3 * a - b + 3 + POSITIVE) / 7) | 0) - POSITIVE / 7;
    this.b = (((a + 2 * b + 3 + POSITIVE) / 7) | 0) - POSITIVE / 7;
  }

  /** Two resolutions make the grid 7 times as wide and turn it there and back: of an even one, a and b mod 7 tell two digits. */
  private readPair(): number {
    const a = (this.a / 7) | 0;
    const b = (this.b / 7) | 0;
    const pair = this.digitPairs[7 * (this.a - 7 * a) + (this.b - 7 * b)];
    this.a = a + ((pair >>> 6) & 1);
    this.b = b + (pair >>> 7);
    return pair & 63;
  }
}

/** By (a + 2b) mod 7, the digit of a cell of odd resolution. */
function oddDigits(): Uint8Array {
  const digits = new Uint8Array(7);
  for (const [digit, [a, b]] of STEPS.entries()) digits[modulo7(a + 2 * b)] = digit;
  return digits;
}

/** By 7 (a mod 7) + b mod 7, two digits, and in the highest bits whether a and b of the grandparent are one more than a / 7 and b / 7. */
function digitPairs(): Uint8Array {
  const pairs = new Uint8Array(49);
  for (const [parent, [a, b]] of STEPS.entries()) {
    for (const [child, step] of STEPS.entries()) {
      const [x, y] = [3 * a - b + step[0], a + 2 * b + step[1]];
      const carries = (x < 0 ? 1 << 6 : 0) | (y < 0 ? 1 << 7 : 0);
      pairs[7 * modulo7(x) + modulo7(y)] = (parent << 3) | child | carries;
    }
  }
  return pairs;
}

function modulo7(n: number): number {
  return ((n % 7) + 7) % 7;
}

/** Half a turn inverts the three bits of each digit that is not 0, and a third of one moves them around. */
function turned(digits: number, turns: number): number {
  const half = turns & 1 ? digits ^ (7 * ((digits | (digits >>> 1) | (digits >>> 2)) & 0o11111111)) : digits;
  if (turns === 0 || turns === 3) return half;
  if (turns === 2 || turns === 5) return ((half >>> 1) & 0o33333333) | ((half & 0o11111111) << 2);
  return ((half << 1) & 0o66666666) | ((half >>> 2) & 0o11111111);
}
