import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { type ClientOf, rootCall } from '@hansom/platform-rpc';
import { HealthCheckResponse_ServingStatus as Status } from '@hansom/proto-grpc';

import { createHealth, type Health } from '../health.ts';
import { clientOf } from '../testing/in-process.ts';
import { healthContract, healthService } from './health-service.ts';

const CONTRACT = 'hansom.sample.v1.SampleService';

describe('healthService', () => {
  let effects: FakeEffects;
  let health: Health;
  let client: ClientOf<typeof healthContract>;

  beforeEach(async () => {
    effects = fakeEffects();
    health = createHealth({ effects });
    client = await clientOf(healthContract, healthService(health, [CONTRACT]), effects);
  });

  function root() {
    return rootCall(effects, { name: 'spec', deadlineMs: Infinity });
  }

  it.each(['', CONTRACT])('tells of %j whether the instance is ready', async (service) => {
    expect(await client.check({ service }, root())).toEqual({ status: Status.NOT_SERVING });

    health.setServing(true);

    expect(await client.check({ service }, root())).toEqual({ status: Status.SERVING });
  });

  it('knows nothing of what is not served', async () => {
    await expect(client.check({ service: 'hansom.other.v1.Other' }, root())).rejects.toMatchObject({
      kind: 'not_found',
      code: 'sample.unknown_service',
    });
  });

  it('lists what is served', async () => {
    expect(await client.list({}, root())).toEqual({
      statuses: { '': { status: Status.NOT_SERVING }, [CONTRACT]: { status: Status.NOT_SERVING } },
    });
  });

  it('tells who watches each change, and only changes', async () => {
    const seen = watched('');
    await effects.time.advance(0);
    health.setServing(true);
    await effects.time.advance(0);
    health.add({ name: 'queue', priority: 'warning', run: () => ({ ok: false }) });
    await effects.time.advance(0);
    health.setServing(false);
    await effects.time.advance(0);

    expect(seen).toEqual([Status.NOT_SERVING, Status.SERVING, Status.NOT_SERVING]);
    health.close();
  });

  it('keeps a watch on what is not served, and says so', async () => {
    const seen = watched('hansom.other.v1.Other');
    await effects.time.advance(0);
    health.setServing(true);
    await effects.time.advance(0);

    expect(seen).toEqual([Status.SERVICE_UNKNOWN]);
  });

  it('stops watching when the call is given up', async () => {
    const unwatched = jest.fn();
    const watch = health.watch.bind(health);
    health.watch = (listener) => {
      const unwatch = watch(listener);
      return () => (unwatch(), unwatched());
    };
    const call = root();
    watched('', call);
    await effects.time.advance(0);

    call.cancel();
    await effects.time.advance(0);

    expect(unwatched).toHaveBeenCalledTimes(1);
  });

  function watched(service: string, call = root()): Status[] {
    const seen: Status[] = [];
    const follow = async (): Promise<void> => {
      for await (const { status } of client.watch({ service }, call)) seen.push(status);
    };
    follow().catch(() => undefined); // it ends with its call
    return seen;
  }
});
