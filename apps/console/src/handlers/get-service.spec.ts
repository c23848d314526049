import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { GetStatsResponse } from '@hansom/proto-platform';

import {
  anInstance,
  aServicesContext,
  calling,
  type ServicesSpec,
  someCalls,
} from '../../test/a-services-context.ts';
import { getService as route } from '../routes/services.ts';
import { getService } from './get-service.ts';

async function page({ ctx, effects }: ServicesSpec, { service = 'booking', roles = ['OPS.GOT'] } = {}) {
  const sent = { params: { service }, user: aUser({ roles }) };
  return (await callRoute(implement(route, getService(ctx)), sent, { effects })).body;
}

const measurements = { uptime_ms: 5_000, rss_bytes: 1_000 };
const served = GetStatsResponse.fromPartial({
  measurements,
  endpoints: [someCalls(4, { failure: { count: 2n, m1PerSecond: 2, m5PerSecond: 1, m15PerSecond: 1 } })],
  edges: calling('pricing', 1).edges,
});

describe('getService', () => {
  it('tells its instances, and every RPC of its contract beside its promise', async () => {
    const check = { name: 'store', priority: 'pager', state: 'passing', message: '', measurements: {} };
    const told = await page(aServicesContext(anInstance({}, { stats: served, checks: [check] })));

    expect(told.instances).toMatchObject([
      {
        id: 'b1',
        upMs: 5_000,
        memoryBytes: 1_000,
        checks: [{ name: 'store', state: 'PASSING', priority: 'PAGER' }],
      },
    ]);
    expect(told.endpoints).toMatchObject([
      {
        ...{ promise: { meanMs: 5, p95Ms: 20 }, criticality: 1, kept: true, p50Ms: 3, p95Ms: 10, p99Ms: 15 },
        ok: { count: 4, perSecond1m: 4, perSecond5m: 2, perSecond15m: 1 },
        failed: { perSecond1m: 2 },
      },
      { path: '/hansom.booking.v1.BookingService/GetActive', ok: { count: 0 } },
    ]);
    expect(told.endpoints[1]).not.toHaveProperty('kept');
  });

  it('tells who calls it and whom it calls, busiest first', async () => {
    const told = await page(
      aServicesContext(
        anInstance({}, { stats: served }),
        anInstance({ service: 'dispatch', instance: 'd1' }, { stats: calling('booking', 2) }),
        anInstance({ service: 'dispatch', instance: 'd2' }, { stats: calling('booking', 3) }),
        anInstance({ service: 'customer-api', instance: 'c1' }, { stats: calling('booking', 7) }),
      ),
    );

    expect(told.callers).toMatchObject([
      { from: 'customer-api', to: 'booking', ok: { perSecond1m: 7 } },
      { from: 'dispatch', to: 'booking', ok: { perSecond1m: 5 } },
    ]);
    expect(told.callees).toMatchObject([{ from: 'booking', to: 'pricing' }]);
  });

  it('tells what it runs on only to whom may change traffic', async () => {
    const spec = aServicesContext(anInstance());

    expect(await page(spec)).not.toHaveProperty('config');
    expect(await page(spec, { roles: ['OPS.ADMIN'] })).toMatchObject({ config: '{"a":1}' });
  });

  it('shows a service that only a rule knows, and no other', async () => {
    const spec = aServicesContext();
    spec.rules.push({ service: 'booking', shares: [{ version: 'v1', share: 1 }], labels: [], faults: [] });

    expect(await page(spec)).toMatchObject({
      state: 'GONE',
      rules: { now: { shares: [{ version: 'v1' }] } },
    });
    await expect(page(spec, { service: 'nobody' })).rejects.toMatchObject({ code: 'console.no_service' });
  });
});
