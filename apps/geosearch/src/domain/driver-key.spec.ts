import { wordsOf } from '@hansom/shared-ids';

import { driverId } from '../../test/a-context.ts';
import { halvesWriter, keyOfDriver, keyOfWords, writeKey } from './driver-key.ts';

describe('the key of a driver', () => {
  it('is the same from the id and from the halves that travel', () => {
    const id = driverId(0xdead_beef);
    const [a, b, c, d] = wordsOf(id).map(BigInt) as [bigint, bigint, bigint, bigint];
    const words = new Uint32Array(4);

    halvesWriter()((a << 32n) | b, (c << 32n) | d, words);

    expect(keyOfWords(words)).toBe(keyOfDriver(id));
    expect([...words]).toEqual(wordsOf(id));
  });

  it('is found again in its words', () => {
    const words = new Uint32Array(4);

    writeKey(0xf000_0001_8000_0002_0000_0003_ffff_ffffn, words);

    expect([...words]).toEqual([0xf000_0001, 0x8000_0002, 3, 0xffff_ffff]);
    expect(keyOfWords(words)).toBe(0xf000_0001_8000_0002_0000_0003_ffff_ffffn);
  });

  it('differs for drivers who differ in the last bit', () => {
    expect(keyOfDriver(driverId(2))).not.toBe(keyOfDriver(driverId(3)));
  });
});
