import { instant } from '@hansom/platform-context';

import { fromFixRow, toFixRow } from './fix-columns.ts';

describe('a fix as columns', () => {
  const fix = {
    ...{ seq: 7n, at: instant(1_000), lat: 57.70887654321, lng: -11.97456789012 },
    ...{ accuracyMetres: 4.98765, metresPerSecond: -1, bearingDegrees: 359.99912 },
  };

  it('keeps what a phone knows, and not all the digits that it tells', () => {
    expect(fromFixRow(toFixRow(fix))).toEqual({
      ...{ seq: 7n, at: 1_000, lat: 57.7088765, lng: -11.9745679 },
      ...{ accuracyMetres: 4.99, metresPerSecond: -1, bearingDegrees: 0 },
    });
  });

  it('comes out the same when it is written again', () => {
    const once = toFixRow(fix);

    expect(toFixRow(fromFixRow(once))).toEqual(once);
  });
});
