import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { fakeEffects, settle } from '@hansom/platform-context/testing';
import { type WatchResponse } from '@hansom/proto-traffic';

import { type MeshInstance } from '../model/snapshot.ts';
import { anInstance, aSnapshot, someRules } from '../testing/instances.ts';
import { HEARTBEAT, pagesOf } from '../wire.ts';
import { type Relay, startRelay } from './relay.ts';
import { type TrafficClient } from './watch-replica.ts';

/** A replica whose stream a spec feeds. */
function aReplica() {
  const waiting: WatchResponse[] = [];
  let opened = 0;
  let wake = (): void => undefined;
  let broken: Error | undefined;
  const client: Pick<TrafficClient, 'watch'> = {
    watch: async function* (_, call) {
      opened += 1;
      broken = undefined;
      call.onCancel(() => wake());
      while (!call.cancelled && !broken) {
        yield* waiting.splice(0);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (broken) throw broken;
    },
  };
  return {
    client,
    opened: () => opened,
    send: async (...pages: WatchResponse[]) => {
      waiting.push(...pages);
      wake();
      await settle();
    },
    tell(instances: MeshInstance[], settled = true) {
      return this.send(...pagesOf({ settled, snapshot: aSnapshot(instances) }));
    },
    fail: async () => {
      broken = new Error('gone');
      wake();
      await settle();
    },
  };
}

const [i1, i2] = [anInstance({ instance: 'i1' }), anInstance({ instance: 'i2' })];

describe('a relay', () => {
  let folder: string;
  const relays: Relay[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'relay-spec-'));
  });

  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.close()));
    await rm(folder, { recursive: true, force: true });
  });

  async function aRelay(...replicas: ReturnType<typeof aReplica>[]) {
    const effects = fakeEffects();
    const clients = new Map(replicas.map(({ client }, i) => [`r${i}`, client]));
    const relay = await startRelay({ effects, node: 'spec', replicas: clients, folder });
    relays.push(relay);
    await settle();
    return { relay, effects };
  }

  function names(relay: Relay): string[] | undefined {
    return relay.snapshot()?.instances.map(({ instance }) => instance);
  }

  it('knows nothing before a replica has spoken', async () => {
    const { relay } = await aRelay(aReplica());

    expect(relay.source.current).toBeUndefined();
  });

  it('believes what any of its replicas says', async () => {
    const [a, b] = [aReplica(), aReplica()];
    const { relay } = await aRelay(a, b);

    await a.tell([i1]);
    await b.tell([i2]);

    expect(names(relay)).toEqual(['i1', 'i2']);
    expect(relay.connected()).toEqual(['r0', 'r1']);
  });

  it('forgets what only one replica said when that one is gone and another is there', async () => {
    const [a, b] = [aReplica(), aReplica()];
    const { relay } = await aRelay(a, b);
    await a.tell([i1]);
    await b.tell([i2]);

    await a.fail();
    await b.tell([i2]);

    expect(names(relay)).toEqual(['i2']);
  });

  it('keeps the last set when all are gone, and comes back to them', async () => {
    const replica = aReplica();
    const { relay, effects } = await aRelay(replica);
    await replica.tell([i1]);

    await replica.fail();
    const alone = [names(relay), relay.connected()];
    await effects.time.advance(200);

    expect(alone).toEqual([['i1'], []]);
    expect(replica.opened()).toBe(2);
  });

  it('leaves a replica that says nothing for 1.5 s', async () => {
    const replica = aReplica();
    const { relay, effects } = await aRelay(replica);
    await replica.tell([i1]);
    await effects.time.advance(1_400);
    await replica.send(HEARTBEAT);

    await effects.time.advance(1_400);
    const alive = relay.connected();
    await effects.time.advance(200);

    expect(alive).toEqual(['r0']);
    expect(relay.connected()).toEqual([]);
  });

  it('tries a replica that is away at least once a second', async () => {
    const replica = aReplica();
    const { effects } = await aRelay(replica);
    const tries = setAway(replica);

    await effects.time.advance(10_000);

    expect(tries()).toBeGreaterThanOrEqual(9);
  });

  it('begins with the last set that a process of its folder kept', async () => {
    const replica = aReplica();
    const { relay } = await aRelay(replica);
    await replica.tell([i1]);
    await relay.close();

    const { relay: later } = await aRelay(aReplica());

    expect(names(later)).toEqual(['i1']);
    expect(later.source.current?.services).toEqual(['echo']);
    expect(await readdir(folder)).toEqual(['mesh.json']);
  });

  it('goes back from the rules of the last set on disk to those of a settled replica, of a lower version', async () => {
    const replica = aReplica();
    const { relay } = await aRelay(replica);
    const [old, now] = ['old', 'now'].map((service) => [someRules({ service })]);
    await replica.send(...pagesOf({ settled: true, snapshot: aSnapshot([i1], old, 5) }));
    await relay.close();
    const restored = aReplica();
    const { relay: later } = await aRelay(restored);
    const state = { snapshot: aSnapshot([i1], now, 1) };

    await restored.send(...pagesOf({ ...state, settled: false }));
    const before = later.snapshot();
    await restored.send(...pagesOf({ ...state, settled: true }));

    expect(before).toMatchObject({ rulesVersion: 5, rules: old });
    expect(later.snapshot()).toMatchObject({ rulesVersion: 1, rules: now });
    await later.close();
    const { relay: last } = await aRelay(aReplica());
    expect(last.snapshot()).toMatchObject({ rulesVersion: 1, rules: now });
  });

  it('does not use a last set that is damaged', async () => {
    const replica = aReplica();
    const { relay } = await aRelay(replica);
    await replica.tell([i1]);
    await relay.close();
    const file = path.join(folder, 'mesh.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"i1"', '"i2"'));

    const { relay: later, effects } = await aRelay(aReplica());

    expect(later.snapshot()).toBeUndefined();
    expect(effects.log.lines).toMatchObject([{ level: 'warn' }]);
  });
});

/** From now on every stream to it fails at once; gives how many did. */
function setAway(replica: ReturnType<typeof aReplica>): () => number {
  let tries = 0;
  const away: typeof replica.client.watch = async function* () {
    tries += 1;
    throw new Error('away');
    yield HEARTBEAT;
  };
  Object.assign(replica.client, { watch: away });
  void replica.fail();
  return () => tries;
}
