/** The version and variant bits of a UUIDv7 in its lower-case form (RFC 9562, 5.7). */
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MAX_TIME_MS = 2 ** 48 - 1;
const HASH_BYTES = 10;

export function isUuidV7(uuid: string): boolean {
  return UUID_V7.test(uuid);
}

/**
 * The UUID that follows from a time and a hash, for a thing whose creation may be executed again: the same record
 * time and the same hash of (caller, route, key) always name the same thing.
 *
 * Its shape is that of a UUIDv7 (48 bits of `timeMs`, then 74 bits of `hash` where others have randomness), not of a
 * UUIDv8: so every id has one order and one time, and nobody can tell from an id how it was made.
 *
 * @param timeMs whole milliseconds since the epoch, at most 2^48 - 1
 * @param hash at least 10 bytes of a cryptographic hash; the rest is not used
 */
export function derivedUuid(timeMs: number, hash: Uint8Array): string {
  if (!Number.isInteger(timeMs) || timeMs < 0 || timeMs > MAX_TIME_MS)
    throw new RangeError(`${timeMs} is not a time in whole milliseconds of 48 bits`);
  if (hash.length < HASH_BYTES) throw new RangeError(`a hash has at least ${HASH_BYTES} bytes`);
  const hex =
    timeMs.toString(16).padStart(12, '0') + Buffer.from(hash.subarray(0, HASH_BYTES)).toString('hex');
  const version = `7${hex.slice(13, 16)}`;
  const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16) + hex.slice(18, 20);
  return [hex.slice(0, 8), hex.slice(8, 12), version, variant, hex.slice(20)].join('-');
}
