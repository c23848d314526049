import { fakeEffects } from '@hansom/platform-context/testing';
import { Tenancy } from '@hansom/proto-common';
import { type DriverFixes, Fix, type IngestRequest } from '@hansom/proto-position-tracker';
import { aCall } from '@hansom/platform-rpc/testing';

import { positionBatches } from './position-batches.ts';

function fixesOf(driverId: string, count = 1): DriverFixes {
  const fixes = Array.from({ length: count }, (_, i) => ({
    ...Fix.decode(new Uint8Array()),
    seq: BigInt(i + 1),
  }));
  return { driverId, tenancy: Tenancy.LIVE, fixes };
}

function batches({ batch = 3, waiting = 100, fails = false } = {}) {
  const effects = fakeEffects();
  const sent: IngestRequest[] = [];
  const tracker = {
    ingest: (request: IngestRequest) => {
      sent.push(request);
      if (fails) return Promise.reject(new Error('away'));
      const acks = request.drivers.map(({ driverId }) => ({
        ...{ driverId, ackSeq: 7n, acceptedCount: 1, refused: [], nextIntervalMs: 5_000 },
      }));
      return Promise.resolve({ drivers: acks });
    },
  };
  const limits = () => ({ everyMs: 75, batch, waiting });
  return {
    sent,
    effects,
    ...{ of: positionBatches({ tracker, effects, begin: () => aCall({ effects }), limits }) },
  };
}

describe('positionBatches', () => {
  it('sends the fixes of a city in one call, a little later', async () => {
    const { sent, effects, of } = batches();
    const both = Promise.all([of.send('got', fixesOf('one')), of.send('got', fixesOf('two'))]);
    expect(sent).toHaveLength(0);

    await effects.time.advance(75);

    expect(await both).toMatchObject([{ driverId: 'one', ackSeq: 7n }, { driverId: 'two' }]);
    expect(sent).toHaveLength(1);
    expect(of.depth).toBe(0);
  });

  it('does not wait when there are enough', async () => {
    const { sent, of } = batches({ batch: 2 });

    await Promise.all([of.send('got', fixesOf('one')), of.send('got', fixesOf('two'))]);

    expect(sent).toHaveLength(1);
  });

  it('counts fixes, not drivers: buffers of many do not make a message that is too long', async () => {
    const { sent, of } = batches({ batch: 128, waiting: 10_000 });
    const drivers = Array.from({ length: 64 }, (_, n) => fixesOf(`driver ${n}`, 100));

    await Promise.all(drivers.map((one) => of.send('got', one)));

    expect(sent.map(({ drivers: together }) => together.length)).toEqual(Array(32).fill(2));
    expect(of.depth).toBe(0);
  });

  it('sends each city by itself', async () => {
    const { sent, effects, of } = batches();
    const both = Promise.all([of.send('got', fixesOf('one')), of.send('sto', fixesOf('two'))]);

    await effects.time.advance(75);
    await both;

    expect(sent.map(({ city }) => city).sort()).toEqual(['got', 'sto']);
  });

  it('sends the next fixes of a driver with the next batch, and hurries nobody else for them', async () => {
    const { sent, effects, of } = batches({ batch: 128 });
    const all = ['one', 'two', 'one', 'one', 'three'].map((driver) => of.send('got', fixesOf(driver)));
    expect([sent.length, of.depth]).toEqual([0, 5]);

    await effects.time.advance(75);
    const first = sent.length;
    await effects.time.advance(150);
    await Promise.all(all);

    const together = sent.map(({ drivers }) => drivers.map(({ driverId }) => driverId));
    expect([first, together]).toEqual([1, [['one', 'two', 'three'], ['one'], ['one']]]);
    expect(of.depth).toBe(0);
  });

  it('tells everybody in a batch that it failed', async () => {
    const { effects, of } = batches({ fails: true });
    const asked = Promise.allSettled([of.send('got', fixesOf('one')), of.send('got', fixesOf('two'))]);

    await effects.time.advance(75);

    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(of.depth).toBe(0);
  });

  it('asks apps to come again when too much waits', async () => {
    const { of } = batches({ waiting: 1 });
    void of.send('got', fixesOf('one'));

    await expect(of.send('got', fixesOf('two'))).rejects.toMatchObject({
      code: 'driver-api.positions_waiting',
    });
  });

  it('sends what waits when it is closed, also what waits for the next batch', async () => {
    const { sent, of } = batches();
    const asked = [of.send('got', fixesOf('one')), of.send('got', fixesOf('one'))];

    await of.close();

    expect(await Promise.all(asked)).toMatchObject([{ ackSeq: 7n }, { ackSeq: 7n }]);
    expect(sent).toHaveLength(2);
  });
});
