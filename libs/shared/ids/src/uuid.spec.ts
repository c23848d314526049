import fc from 'fast-check';

import { derivedUuid, isUuidV7 } from './uuid.ts';

const times = fc.nat({ max: 2 ** 48 - 1 });
const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('derivedUuid', () => {
  it('is a UUIDv7 that begins with its time', () => {
    fc.assert(
      fc.property(times, hashes, (timeMs, hash) => {
        const uuid = derivedUuid(timeMs, hash);

        expect(isUuidV7(uuid)).toBe(true);
        expect(parseInt(uuid.replace('-', '').slice(0, 12), 16)).toBe(timeMs);
      }),
    );
  });

  it('keeps 74 bits of the hash, each in its place', () => {
    const hash = Uint8Array.from([0x12, 0x34, 0xff, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 0x11, 0x77]);

    expect(derivedUuid(0x0123456789ab, hash)).toBe('01234567-89ab-7234-bf56-789abcdef011');
  });

  it('is the same for the same time and hash, and another for another', () => {
    fc.assert(
      fc.property(times, fc.tuple(hashes, fc.nat(9), fc.nat(255)), (timeMs, [hash, at, byte]) => {
        const other = hash.with(at, byte);

        const same = derivedUuid(timeMs, other) === derivedUuid(timeMs, hash);

        expect(same).toBe(usedOf(other) === usedOf(hash));
      }),
    );
  });

  it.each([-1, 2 ** 48, 0.5, NaN])('refuses the time %p', (timeMs) => {
    expect(() => derivedUuid(timeMs, new Uint8Array(32))).toThrow(RangeError);
  });

  it('refuses a hash that is too short, and takes one of 10 bytes', () => {
    expect(() => derivedUuid(0, new Uint8Array(9))).toThrow('a hash has at least 10 bytes');
    expect(derivedUuid(0, new Uint8Array(10))).toBe('00000000-0000-7000-8000-000000000000');
  });
});

/** What of the first ten bytes fits between the version's and the variant's bits. */
function usedOf(hash: Uint8Array): string {
  return [hash[0]! & 0x0f, hash[1], hash[2]! & 0x3f, ...hash.subarray(3, 10)].join();
}
