import { type Id, wordsOf } from '@hansom/shared-ids';

import { type DriverKey } from './driver.ts';

const WORD = 32n;
const WORD_MASK = 0xffff_ffffn;

export function keyOfDriver(id: Id<'driver'>): DriverKey {
  return keyOfWords(wordsOf(id));
}

/** From four words, most significant first. */
export function keyOfWords(words: ArrayLike<number>, at = 0): DriverKey {
  let key = 0n;
  for (let i = at; i < at + 4; i++) key = (key << WORD) | BigInt((words[i] ?? 0) >>> 0);
  return key;
}

/** The inverse of `keyOfWords`. */
export function writeKey(key: DriverKey, into: Uint32Array): void {
  for (let i = 0; i < 4; i++) into[i] = Number((key >> (WORD * BigInt(3 - i))) & WORD_MASK);
}

/** Writes the halves of a key, as they travel, as its words. It may be called for each of many positions: it makes nothing. */
export type WriteHalves = (high: bigint, low: bigint, into: Uint32Array) => void;

export function halvesWriter(): WriteHalves {
  const halves = new DataView(new ArrayBuffer(16));
  return (high, low, into) => {
    halves.setBigUint64(0, high);
    halves.setBigUint64(8, low);
    for (let i = 0; i < 4; i++) into[i] = halves.getUint32(4 * i);
  };
}
