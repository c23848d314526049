import { deflateSync } from 'node:zlib';

import { packStreets } from '../../../../src/streets/packed-streets.ts';
import { decodeStreets } from './decode-streets.ts';

describe('streets as they are sent', () => {
  it('are read by the page', async () => {
    const line = { roadClass: 'primary', name: 'Östra Hamngatan', points: [[11.97, 57.7], [11.98, 57.71]] } as const; // prettier-ignore
    const packed = deflateSync(packStreets([line])).toString('base64');

    expect(await decodeStreets(packed)).toEqual([line]);
  });

  it('are refused when they are damaged', async () => {
    const packed = deflateSync(Uint8Array.from([9, 9])).toString('base64');

    await expect(decodeStreets(packed)).rejects.toThrow('damaged streets');
  });
});
