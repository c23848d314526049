import { Tenancy as WireTenancy } from '@hansom/proto-common';

import { type Tenancy } from './user.ts';

export function toWireTenancy(tenancy: Tenancy): WireTenancy {
  return tenancy === 'robot' ? WireTenancy.ROBOT : WireTenancy.LIVE;
}

/** Undefined: it was not told, or by a newer version that knows another. */
export function fromWireTenancy(tenancy: WireTenancy): Tenancy | undefined {
  if (tenancy === WireTenancy.LIVE) return 'live';
  return tenancy === WireTenancy.ROBOT ? 'robot' : undefined;
}
