import { wordsOf } from '@hansom/shared-ids';

import { driverId } from '../../test/a-context.ts';
import { keyOfDriver, keyOfHalves } from './driver-key.ts';

describe('the key of a driver', () => {
  it('is the same from the id and from the halves that travel', () => {
    const id = driverId(0xdead_beef);
    const [a, b, c, d] = wordsOf(id).map(BigInt) as [bigint, bigint, bigint, bigint];

    expect(keyOfHalves((a << 32n) | b, (c << 32n) | d)).toBe(keyOfDriver(id));
  });

  it('differs for drivers who differ in the last bit', () => {
    expect(keyOfDriver(driverId(2))).not.toBe(keyOfDriver(driverId(3)));
  });
});
