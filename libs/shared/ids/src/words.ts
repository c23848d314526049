import { fromUUIDBytes } from 'typeid-js';

import { type Id, prefixOf, requireId } from './ids.ts';
import { type CityCode, type GlobalKind, type IdKind, type RegionalKind } from './kinds.ts';

/** The 128 bits of an id as four unsigned 32-bit numbers, most significant first. */
export type Words = readonly [number, number, number, number];

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const SUFFIX_LENGTH = 26;
const WORD_BITS = 32;
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code)));

/** The bits of an id, to compare and to keep without its text. */
export function wordsOf(id: Id): Words {
  const words = new Uint32Array(4);
  writeWords(id, words);
  const [a = 0, b = 0, c = 0, d = 0] = words;
  return [a, b, c, d];
}

/** Writes the bits of an id to `into[at]` .. `into[at + 3]`. For hot loops: allocates nothing. */
export function writeWords(id: Id, into: Uint32Array, at = 0): void {
  let pending = 0;
  // 26 characters hold 130 bits, of which the first two are always 0.
  let bits = -2;
  let next = at;
  for (let i = id.length - SUFFIX_LENGTH; i < id.length; i++) {
    pending = pending * 32 + (VALUES[id.charCodeAt(i)] ?? 0);
    bits += 5;
    if (bits < WORD_BITS) continue;
    bits -= WORD_BITS;
    into[next++] = Math.floor(pending / 2 ** bits);
    pending %= 2 ** bits;
  }
}

/** The id whose bits `words` are: the inverse of `wordsOf`. Throws `InvalidId` when they are not those of an id. */
export function idFromWords<K extends GlobalKind>(kind: K, words: ArrayLike<number>): Id<K>;
export function idFromWords<K extends RegionalKind>(kind: K, words: ArrayLike<number>, city: CityCode): Id<K>;
export function idFromWords(kind: IdKind, words: ArrayLike<number>, city?: CityCode): Id {
  const bytes = new DataView(new ArrayBuffer(16));
  for (let i = 0; i < 4; i++) bytes.setUint32(4 * i, words[i] ?? 0);
  return requireId(kind, fromUUIDBytes(prefixOf(kind, city), new Uint8Array(bytes.buffer)), 'words');
}
