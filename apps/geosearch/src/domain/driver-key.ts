import { type Id, wordsOf } from '@hansom/shared-ids';

import { type DriverKey } from './driver.ts';

const WORD = 32n;

export function keyOfDriver(id: Id<'driver'>): DriverKey {
  return wordsOf(id).reduce((key, word) => (key << WORD) | BigInt(word), 0n);
}

/** From the columns of the wire: unsigned. */
export function keyOfHalves(high: bigint, low: bigint): DriverKey {
  return (high << (2n * WORD)) | low;
}
