import { fromUUIDBytes } from 'typeid-js';

import { type Id, prefixOf, requireId } from './ids.ts';
import { type CityCode, type GlobalKind, type IdKind, type RegionalKind } from './kinds.ts';

/** The 128 bits of an id as four unsigned 32-bit numbers, most significant first. */
export type Words = readonly [number, number, number, number];

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const SUFFIX_LENGTH = 26;
const CHARACTER_BITS = 5;
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
  let word = 0;
  // Bits that the word still takes. 26 characters hold 130 bits, of which the first two are always 0.
  let room = WORD_BITS + 2;
  let next = at;
  for (let i = id.length - SUFFIX_LENGTH; i < id.length; i++) {
    const value = VALUES[id.charCodeAt(i)] ?? 0;
    const over = CHARACTER_BITS - room;
    if (over < 0) {
      word = (word << CHARACTER_BITS) | value;
      room = -over;
    } else {
      into[next++] = (word << room) | (value >>> over);
      word = value & ((1 << over) - 1);
      room = WORD_BITS - over;
    }
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
