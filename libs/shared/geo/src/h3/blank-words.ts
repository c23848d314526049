/** By resolution, what all its cells have in their high word: that they are cells, the resolution, and 7 for each digit they lack. */
export function blankHighs(): Int32Array {
  return Int32Array.from(
    { length: 16 },
    (_, resolution) => 0x0800_0000 | (resolution << 20) | Math.floor(lackingDigits(resolution) / 2 ** 32),
  );
}

/** The same of their low word. */
export function blankLows(): Int32Array {
  return Int32Array.from({ length: 16 }, (_, resolution) => lackingDigits(resolution) | 0);
}

function lackingDigits(resolution: number): number {
  return 8 ** (15 - resolution) - 1;
}
