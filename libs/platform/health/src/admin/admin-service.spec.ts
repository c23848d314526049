import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { type ClientOf, type Endpoint, endpointsOf, rootCall } from '@hansom/platform-rpc';
import { AdminServiceDefinition, DESCRIPTORS as PLATFORM } from '@hansom/proto-platform';
import { DESCRIPTORS, SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

import { createHealth, type Health } from '../health.ts';
import { clientOf } from '../testing/in-process.ts';
import { adminService } from './admin-service.ts';

const endpoints = Object.values<Endpoint>(endpointsOf(SampleHoldServiceDefinition));
const path = '/hansom.sample_hold.v1.SampleHoldService/Get';
const perSecond = { m1: 3, m5: 2, m15: 1 };
const figures = {
  path,
  success: { count: 8, perSecond },
  callersFault: { count: 1, perSecond },
  failure: { count: 2, perSecond },
  latency: { meanMs: 5, p50Ms: 4, p95Ms: 12.5, p99Ms: 20, promisedP95Ms: 20 },
};

describe('adminService', () => {
  let effects: FakeEffects;
  let health: Health;
  let client: ClientOf<typeof AdminServiceDefinition>;

  beforeEach(async () => {
    effects = fakeEffects();
    health = createHealth({ effects });
    const served = adminService({
      effects,
      health,
      endpoints,
      descriptors: [DESCRIPTORS],
      rates: { endpoints: () => [figures], edges: () => [{ ...figures, to: 'neighbour' }] },
      measurements: () => ({ limit_calls: 20 }),
      config: () => ({ longestHoldMs: 900_000 }),
    });
    client = await clientOf(AdminServiceDefinition, served, effects);
  });

  afterEach(() => health.close());

  function root() {
    return rootCall(effects, { name: 'spec', deadlineMs: Infinity });
  }

  it('shows the console how the service does, and what it runs on to none but operators', () => {
    const { getStats, listChecks, listEndpoints, ...others } = endpointsOf(AdminServiceDefinition);
    const accessOf = (of: Record<string, Endpoint>) => Object.values(of).map(({ access }) => access);
    const only = { kind: 'only', cityField: undefined };

    for (const access of accessOf({ getStats, listChecks, listEndpoints }))
      expect(access).toEqual({ ...only, services: ['console'], roles: [] });
    for (const access of accessOf(others))
      expect(access).toEqual({ ...only, services: [], roles: ['OPS.ADMIN'] });
  });

  it('tells figures of the process, of others and of endpoints', async () => {
    const { measurements, endpoints: stats, edges } = await client.getStats({}, root());

    expect(measurements).toMatchObject({ limit_calls: 20, rss_bytes: expect.any(Number) });
    expect(stats).toMatchObject([
      { path, calls: 11n, failures: 2n, meanMs: 5, p50Ms: 4, p95Ms: 12.5, p99Ms: 20 },
    ]);
    expect(stats[0]?.success).toEqual({ count: 8n, m1PerSecond: 3, m5PerSecond: 2, m15PerSecond: 1 });
    expect(edges).toMatchObject([{ to: 'neighbour', calls: { path, failures: 2n } }]);
  });

  it('gives the configuration it is given, as JSON', async () => {
    expect(await client.getConfig({}, root())).toEqual({ document: '{"longestHoldMs":900000}' });
  });

  it('lists endpoints with their promises and schemas, by path', async () => {
    const { endpoints: listed } = await client.listEndpoints({}, root());

    expect(listed.map((endpoint) => endpoint.path.split('/').at(-1))).toEqual([
      'Confirm',
      'Get',
      'Place',
      'Release',
    ]);
    expect(listed[1]).toMatchObject({ path, meanMs: 5, p95Ms: 20, criticality: 3 });
    expect(JSON.parse(listed[1]?.requestSchema ?? '')).toMatchObject({
      $ref: '#/$defs/hansom.sample_hold.v1.GetRequest',
    });
    expect(JSON.parse(listed[1]?.responseSchema ?? '')).toMatchObject({
      $ref: '#/$defs/hansom.sample_hold.v1.GetResponse',
    });
  });

  it('has no schemas of a contract that came without descriptors', async () => {
    const options = {
      effects,
      health,
      rates: { endpoints: () => [], edges: () => [] },
      measurements: () => ({}),
      config: () => ({}),
    };
    const bare = adminService({ ...options, endpoints, descriptors: [PLATFORM] });

    const asked = await clientOf(AdminServiceDefinition, bare, effects);

    const { endpoints: listed } = await asked.listEndpoints({}, root());

    expect(listed.map(({ requestSchema }) => requestSchema)).toEqual(['', '', '', '']);
  });

  it('lists the checks', async () => {
    const measurements = { lag_ms: 2 };
    health.add({
      name: 'store',
      priority: 'pager',
      run: () => ({ ok: false, message: 'gone', measurements }),
    });
    await effects.time.advance(0);

    expect(await client.listChecks({}, root())).toEqual({
      checks: [{ name: 'store', priority: 'pager', state: 'failing', message: 'gone', measurements }],
    });
  });

  describe.each(['takeCpuProfile', 'takeHeapProfile'] as const)('%s', (profile) => {
    async function take(durationMs: number, call = root()): Promise<Record<string, unknown>> {
      const pieces: Uint8Array[] = [];
      for await (const { piece } of client[profile]({ durationMs }, call)) pieces.push(piece);
      expect(pieces.every(({ length }) => length <= 64 * 1024)).toBe(true);
      return JSON.parse(Buffer.concat(pieces).toString()) as Record<string, unknown>; // what it is, the spec asks next
    }

    it('records for as long as it was asked to, and answers in pieces', async () => {
      const taking = take(30_000);
      await effects.time.advance(29_999);
      expect(effects.time.waiting).toBe(1);
      await effects.time.advance(1);

      const taken = await taking;
      expect(taken).toHaveProperty(profile === 'takeCpuProfile' ? 'nodes' : 'head');
    });

    it.each([0, 30_001])('refuses to record for %d ms', async (durationMs) => {
      await expect(take(durationMs)).rejects.toMatchObject({
        kind: 'invalid_argument',
        fields: [{ field: 'duration_ms', rule: 'from 1 to 30000' }],
      });
    });

    it('records one at a time', async () => {
      const first = take(1000);
      await effects.time.advance(0);

      await expect(take(1000)).rejects.toMatchObject({ code: 'sample.profile_running' });
      await effects.time.advance(1000);
      await first;
    });

    it('stops when it is given up, and can be asked again', async () => {
      const call = root();
      const first = take(1000, call);
      await effects.time.advance(0);

      call.cancel();
      await expect(first).rejects.toMatchObject({ kind: 'cancelled' });
      await effects.time.advance(0);
      const second = take(1);
      await effects.time.advance(1);

      await second;
    });
  });
});
