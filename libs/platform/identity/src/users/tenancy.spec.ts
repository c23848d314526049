import { Tenancy as WireTenancy } from '@hansom/proto-common';

import { fromWireTenancy, toWireTenancy } from './tenancy.ts';

describe('tenancy on the wire', () => {
  it.each(['live', 'robot'] as const)('comes back as it went: %s', (tenancy) => {
    expect(fromWireTenancy(toWireTenancy(tenancy))).toBe(tenancy);
  });

  it.each([WireTenancy.UNSPECIFIED, WireTenancy.UNRECOGNIZED])('is not guessed: %d', (tenancy) => {
    expect(fromWireTenancy(tenancy)).toBeUndefined();
  });
});
