import fc from 'fast-check';
import { fromString, toUUIDBytes } from 'typeid-js';

import { InvalidId, makeId } from './ids.ts';
import { cityCode } from './kinds.ts';
import { idFromWords, wordsOf, writeWords } from './words.ts';

const GOT = cityCode('got');
const uuids = fc.uuid({ version: 7 });

describe('wordsOf', () => {
  it('gives the 128 bits that the codec reads', () => {
    fc.assert(
      fc.property(uuids, (uuid) => {
        const id = makeId('shift', uuid, GOT);
        const bytes = new DataView(toUUIDBytes(fromString(id)).buffer);

        expect(wordsOf(id)).toEqual([0, 4, 8, 12].map((at) => bytes.getUint32(at)));
      }),
    );
  });
});

describe('writeWords', () => {
  it('writes four words from where it is told, and nothing else', () => {
    const id = makeId('shift', '01941f29-7c00-7aaa-8abc-0123456789ab', GOT);
    const grid = new Uint32Array(7).fill(9);

    writeWords(id, grid, 2);

    expect([...grid]).toEqual([9, 9, 0x01941f29, 0x7c007aaa, 0x8abc0123, 0x456789ab, 9]);
  });
});

describe('idFromWords', () => {
  it('is the inverse', () => {
    fc.assert(
      fc.property(uuids, (uuid) => {
        const [shift, rider] = [makeId('shift', uuid, GOT), makeId('rider', uuid)];

        expect(idFromWords('shift', wordsOf(shift), GOT)).toBe(shift);
        expect(idFromWords('rider', wordsOf(rider))).toBe(rider);
      }),
    );
  });

  it('refuses bits that are not those of an id', () => {
    expect(() => idFromWords('rider', [0, 0, 0, 0])).toThrow(InvalidId);
  });
});
