// Ported from coordijk.c and h3Index.c of H3 4.5.0. Copyright 2016-2021, 2026 Uber Technologies, Inc. Licensed under the Apache License,
// Version 2.0: http://www.apache.org/licenses/LICENSE-2.0. Changed: up to four digits at a time, in whole numbers, all turned at once.

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

/** Bits of the tables beside their digits. */
const A_CARRIES = 13;
const B_CARRIES = 12;

/** The way down to a cell from its base cell: of each resolution, in which of seven children it lies. */
export class CellDigits {
  /** Three bits each of resolutions 1 to 8, the last one's the lowest. */
  coarse = 0;
  /** Of 9 to 15. */
  fine = 0;
  /** Where the base cell lies on the face, and OFFSET more. */
  a = 0;
  b = 0;
  private readonly odd = oddDigits();
  private readonly pairs = digitPairs();
  private readonly fours = fourDigits(this.pairs);
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
    if (resolution & 2) this.readPair(resolution & ~1);
    this.readFours(resolution & ~3);
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
    if (turns === 0) return;
    this.coarse = turned(this.coarse, turns);
    this.fine = turned(this.fine, turns);
  }

  /** In the parent's grid a cell of odd resolution stands at 1/7 (3a - b, a + 2b), and the parent at the whole numbers next to that. */
  private readOdd(resolution: number): void {
    const { a, b } = this;
    this.put(this.odd[(a + 2 * b + POSITIVE) % 7], resolution);
    this.a = (((3 * a - b + 3 + POSITIVE) / 7) | 0) - POSITIVE / 7;
    this.b = (((a + 2 * b + 3 + POSITIVE) / 7) | 0) - POSITIVE / 7;
  }

  /** Two resolutions make the grid 7 times as wide and turn it there and back, so a and b mod 7 of an even one tell two digits. */
  private readPair(resolution: number): void {
    const a = (this.a / 7) | 0;
    const b = (this.b / 7) | 0;
    const pair = this.pairs[7 * (this.a - 7 * a) + (this.b - 7 * b)];
    this.put(pair & 0o77, resolution);
    this.a = a + (pair >>> A_CARRIES);
    this.b = b + ((pair >>> B_CARRIES) & 1);
  }

  private readFours(resolution: number): void {
    let { a, b } = this;
    for (let level = resolution; level > 0; level -= 4) {
      const nextA = (a / 49) | 0;
      const nextB = (b / 49) | 0;
      const four = this.fours[49 * (a - 49 * nextA) + (b - 49 * nextB)];
      this.put(four & 0o7777, level);
      a = nextA + (four >>> A_CARRIES);
      b = nextB + ((four >>> B_CARRIES) & 1);
    }
    this.a = a;
    this.b = b;
  }

  private put(digits: number, resolution: number): void {
    if (resolution > LAST_COARSE) this.fine |= digits << (3 * (15 - resolution));
    else this.coarse |= digits << (3 * (LAST_COARSE - resolution));
  }
}

/** By (a + 2b) mod 7, the digit of a cell of odd resolution. */
function oddDigits(): Uint8Array {
  const digits = new Uint8Array(7);
  for (const [digit, [a, b]] of STEPS.entries()) digits[modulo7(a + 2 * b)] = digit;
  return digits;
}

/** By 7 (a mod 7) + b mod 7, two digits, and bits that tell whether a and b two resolutions up are one more than a / 7 and b / 7. */
function digitPairs(): Uint16Array {
  const pairs = new Uint16Array(7 * 7);
  for (const [parent, [a, b]] of STEPS.entries()) {
    for (const [child, step] of STEPS.entries()) {
      const [x, y] = [3 * a - b + step[0], a + 2 * b + step[1]];
      pairs[7 * modulo7(x) + modulo7(y)] = (parent << 3) | child | carriesOf(x < 0, y < 0);
    }
  }
  return pairs;
}

/** The same of four resolutions, by 49 (a mod 49) + b mod 49. */
function fourDigits(pairs: Uint16Array): Uint16Array {
  return Uint16Array.from({ length: 49 * 49 }, (_, n) => {
    const [a, b] = [Math.floor(n / 49), n % 49];
    const finer = pairs[7 * (a % 7) + (b % 7)];
    const [x, y] = [
      Math.floor(a / 7) + (finer >>> A_CARRIES),
      Math.floor(b / 7) + ((finer >>> B_CARRIES) & 1),
    ];
    const coarser = pairs[7 * (x % 7) + (y % 7)];
    const digits = ((coarser & 0o77) << 6) | (finer & 0o77);
    return digits | carriesOf(x + 7 * (coarser >>> A_CARRIES) > 6, y + 7 * ((coarser >>> B_CARRIES) & 1) > 6);
  });
}

function carriesOf(a: boolean, b: boolean): number {
  return (a ? 1 << A_CARRIES : 0) | (b ? 1 << B_CARRIES : 0);
}

function modulo7(n: number): number {
  return ((n % 7) + 7) % 7;
}

/** By 1 to 5 times 60 degrees. Half a turn inverts the three bits of each digit that is not 0, and a third of one moves them around. */
function turned(digits: number, turns: number): number {
  const half = turns & 1 ? digits ^ (7 * ((digits | (digits >>> 1) | (digits >>> 2)) & 0o11111111)) : digits;
  if (turns === 3) return half;
  if (turns === 2 || turns === 5) return ((half >>> 1) & 0o33333333) | ((half & 0o11111111) << 2);
  return ((half << 1) & 0o66666666) | ((half >>> 2) & 0o11111111);
}
