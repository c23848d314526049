import { fakeEffects, settle } from '@hansom/platform-context/testing';
import { type Call } from '@hansom/platform-rpc';
import { type RegisterRequest } from '@hansom/proto-traffic';

import { type TrafficClient } from '../relay/watch-replica.ts';
import { anInstance } from '../testing/instances.ts';
import { holdLease } from './lease.ts';

const NEVER = new AbortController().signal;

/** A replica that writes down what it is told. */
function aReplica() {
  const said: string[] = [];
  let answering = true;
  const client: Pick<TrafficClient, 'register'> = {
    register: async function* (requests: AsyncIterable<RegisterRequest>, call: Call) {
      const cancelled = new Promise<'cancelled'>((resolve) => call.onCancel(() => resolve('cancelled')));
      const iterator = requests[Symbol.asyncIterator]();
      for (;;) {
        const next = await Promise.race([iterator.next(), cancelled]);
        if (next === 'cancelled') throw new Error('cancelled');
        if (next.done) return;
        said.push(next.value.said?.$case ?? 'nothing');
        if (answering) yield {};
        else await cancelled;
      }
    },
  };
  return {
    client,
    said,
    freeze: () => {
      answering = false;
    },
  };
}

describe('a lease', () => {
  it('says who it is, and then every half second that it lives', async () => {
    const [replica, effects] = [aReplica(), fakeEffects()];
    const goodbye = holdLease(anInstance(), { effects, clients: [replica.client], signal: NEVER });

    await settle();
    await effects.time.advance(1_100);

    expect(replica.said).toEqual(['instance', 'heartbeat', 'heartbeat']);
    await goodbye();
  });

  it('makes nothing for a sign of life that would stay', async () => {
    const [replica, effects] = [aReplica(), fakeEffects()];
    const combined = jest.spyOn(AbortSignal, 'any'); // each is remembered by its sources, which live as long as the lease
    const goodbye = holdLease(anInstance(), { effects, clients: [replica.client], signal: NEVER });
    await settle();
    const atFirst = combined.mock.calls.length;

    await effects.time.advance(5_000);

    expect(replica.said.length).toBeGreaterThan(8);
    expect(combined).toHaveBeenCalledTimes(atFirst);
    await goodbye();
    combined.mockRestore();
  });

  it('says goodbye to every replica, once', async () => {
    const [a, b, effects] = [aReplica(), aReplica(), fakeEffects()];
    const goodbye = holdLease(anInstance(), { effects, clients: [a.client, b.client], signal: NEVER });
    await settle();
    await settle();

    await Promise.all([goodbye(), goodbye()]);

    expect([a.said, b.said]).toEqual([
      ['instance', 'goodbye'],
      ['instance', 'goodbye'],
    ]);
    expect(effects.time.waiting).toBe(0);
  });

  it('registers again with a replica that has fallen silent', async () => {
    const [replica, effects] = [aReplica(), fakeEffects()];
    const goodbye = holdLease(anInstance(), { effects, clients: [replica.client], signal: NEVER });
    await settle();
    replica.freeze();

    await effects.time.advance(3_000);

    expect(replica.said.filter((said) => said === 'instance').length).toBeGreaterThan(1);
    const gone = goodbye();
    await effects.time.advance(1_000);
    await gone;
  });

  it('waits no longer than a second for a goodbye to be heard', async () => {
    const [replica, effects] = [aReplica(), fakeEffects()];
    const goodbye = holdLease(anInstance(), { effects, clients: [replica.client], signal: NEVER });
    await settle();
    replica.freeze();

    const gone = goodbye();
    await effects.time.advance(1_000);

    await expect(gone).resolves.toBeUndefined();
    expect(effects.time.waiting).toBe(0);
  });

  it('is broken off without a goodbye, and leaves no timer', async () => {
    const [replica, effects, broken] = [aReplica(), fakeEffects(), new AbortController()];
    holdLease(anInstance(), { effects, clients: [replica.client], signal: broken.signal });
    await settle();

    broken.abort();
    await effects.time.advance(1_000);

    expect(replica.said).toEqual(['instance']);
    expect(effects.time.waiting).toBe(0);
  });
});
