import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { GetStatsResponse } from '@hansom/proto-platform';
import { InstanceState } from '@hansom/proto-traffic';

import { anInstance, aServicesContext, type ServicesSpec, someCalls } from '../../test/a-services-context.ts';
import { listServices as route } from '../routes/services.ts';
import { listServices } from './list-services.ts';

async function list({ ctx, effects }: ServicesSpec, roles = ['OPS.GOT']) {
  const sent = { user: aUser({ roles }) };
  return (await callRoute(implement(route, listServices(ctx)), sent, { effects })).body;
}

const failing = {
  name: 'store',
  priority: 'pager',
  state: 'failing',
  message: 'the disk is full',
  measurements: {},
};
const stats = (...endpoints: ReturnType<typeof someCalls>[]) => GetStatsResponse.fromPartial({ endpoints });

describe('listServices', () => {
  it('adds up what the instances of a service say, and judges what they promise', async () => {
    const [one, two] = [stats(someCalls(2)), stats(someCalls(3, { p95Ms: 25 }))];
    const spec = aServicesContext(
      anInstance({}, { stats: one }),
      anInstance({ instance: 'b2', version: 'v2', zone: 'b' }, { stats: two }),
    );

    expect((await list(spec)).services).toMatchObject([
      {
        ...{ name: 'booking', state: 'HEALTHY', reason: '', instances: 2, zones: ['a', 'b'], steered: false },
        ...{
          callsPerSecond: 5,
          failuresPerSecond: 0,
          brokenPromises: 1,
          worst: { p95Ms: 25, promisedP95Ms: 20 },
        },
        versions: [
          { version: 'v2', instances: 1, percent: 50 },
          { version: 'v1', instances: 1, percent: 50 },
        ],
      },
    ]);
    expect(new Set(spec.asked)).toEqual(new Set(['b1.booking', 'b2.booking']));
  });

  it('is no busier for being looked at', async () => {
    const looks = someCalls(9, { path: '/hansom.platform.v1.AdminService/GetStats', promisedP95Ms: 0 });
    const spec = aServicesContext(anInstance({}, { stats: stats(someCalls(2), looks) }));

    expect((await list(spec)).services).toMatchObject([{ callsPerSecond: 2 }]);
  });

  it.each([
    ['a check fails', { checks: [failing] }, 'store: the disk is full'],
    ['it does not answer', { down: true }, 'does not answer (booking: nobody is there)'],
  ])('is unwell when %s, and says why', async (_, told, reason) => {
    const { services } = await list(aServicesContext(anInstance({}, told)));

    expect(services).toMatchObject([{ state: 'UNWELL', reason }]);
  });

  it('says which of several instances it is', async () => {
    const { services } = await list(
      aServicesContext(anInstance(), anInstance({ instance: 'b2' }, { checks: [failing] })),
    );

    expect(services).toMatchObject([{ reason: 'b2: store: the disk is full' }]);
  });

  it('is red while nobody runs it, and well again when somebody does', async () => {
    const spec = aServicesContext(anInstance());
    await list(spec);
    const states: string[] = [];

    for (const fakes of [[], [anInstance({ instance: 'b2' })]]) {
      spec.fakes.splice(0, Infinity, ...fakes);
      await spec.effects.time.advance(2_000);
      states.push((await list(spec)).services[0]?.state ?? '');
    }

    expect(states).toEqual(['GONE', 'HEALTHY']);
  });

  it('asks nothing of an instance that finishes what it has', async () => {
    const spec = aServicesContext(anInstance({ state: InstanceState.DRAINING }));

    expect((await list(spec)).services).toMatchObject([{ state: 'UNWELL' }]);
    expect(spec.asked).toEqual([]);
  });

  it('asks once in two seconds, whoever looks', async () => {
    const spec = aServicesContext(anInstance());

    await Promise.all([list(spec), list(spec)]);
    await spec.effects.time.advance(1_999);
    await list(spec);
    expect(spec.asked).toHaveLength(2); // figures and checks

    await spec.effects.time.advance(1);
    await list(spec);
    expect(spec.asked).toHaveLength(4);
  });

  it('goes on with those whom it knows while traffic does not answer', async () => {
    const spec = aServicesContext(anInstance());
    await list(spec);
    spec.down.push('traffic');
    await spec.effects.time.advance(2_000);

    const { services, missing } = await list(spec);

    expect(services).toMatchObject([{ name: 'booking', state: 'HEALTHY' }]);
    expect(missing.map(({ part }) => part)).toEqual(['instances', 'rules']);
  });

  it('is for staff, of whichever city', async () => {
    await expect(list(aServicesContext(), ['RIDER'])).rejects.toMatchObject({ code: 'console.not_staff' });
  });
});
