import { inMemoryAggregates } from '@hansom/platform-schedule/testing';
import { InProcessNetwork, createClient, createServer } from '@hansom/platform-rpc';
import { EventsServiceDefinition } from '@hansom/proto-platform';

import { lampsKind, lampsOptions, touch } from '../testing/world/lamps.ts';
import { eventsService } from './events-service.ts';
import { remoteOwner } from './remote-owner.ts';

const NOWHERE = { minute: 0 as never, page: '' };

/** Lamps, and their owner as another service sees it. */
async function kit(kind = lampsKind) {
  const contextOf = () => ({
    city: 'got',
    tenancy: 'robot',
    traceparent: '00-a-b-01',
    onBehalfOf: 'rider_1',
  });
  const memory = await inMemoryAggregates({ ...lampsOptions, contextOf, shards: 2 });
  const { effects, aggregates: lamps } = memory;
  const network = new InProcessNetwork(effects);
  const sources = new Map([['lamp', lamps]]);
  await createServer({
    service: 'lamps',
    effects,
    contracts: [eventsService({ service: 'lamps', sources })],
    transport: network.serverTransport(),
  }).start();
  const transport = network.clientTransport();
  const client = createClient(EventsServiceDefinition, { effects, transport, from: 'clerk', to: 'lamps' });
  return { ...memory, lamps, owner: remoteOwner({ service: 'clerk', effects, client, kind }) };
}

describe('the owner of events, asked by RPC', () => {
  it('gives events as they were published', async () => {
    const { lamps, owner, sink, runDue } = await kit();
    for (let version = 0; version < 3; version++) await touch(lamps, 'lamp_1');
    await runDue();

    const { events, version, expiredTo } = await owner.read('lamp_1', { from: 2, to: 9 });

    const comparable = events.map((event) => ({ ...event, payload: [...event.payload] }));
    expect(comparable).toEqual(
      sink.events.slice(1).map((event) => ({ ...event, payload: [...event.payload] })),
    );
    expect([version, expiredTo]).toEqual([3, 0]);
  });

  it('gives no more than a message holds, but one event at least', async () => {
    const { lamps, owner } = await kit();
    const payload = new Uint8Array(150 * 1024);
    const set = { street: 'Avenyn', hours: 0 };
    await lamps.create('lamp_1', { to: 'ON', set, event: { payload } });
    await lamps.transition('lamp_1', { decide: () => ({ event: { payload } }) });

    const { events } = await owner.read('lamp_1', { from: 1, to: 2 });

    expect(events.map(({ version }) => version)).toEqual([1]);
  });

  it('walks as its aggregates do', async () => {
    const { lamps, owner, effects } = await kit();
    for (const key of ['lamp_1', 'lamp_2', 'lamp_3', 'lamp_4']) await touch(lamps, key);
    await effects.time.advance(3 * 60_000);
    await lamps.sweep();

    const walked = await Promise.all([0, 1].map((shard) => owner.walk(shard, NOWHERE)));

    const local = await Promise.all([0, 1].map((shard) => lamps.walk({ shard })));
    expect(walked).toEqual(local.map((stretch) => ({ ...stretch, next: undefined, shards: 2 })));
    expect(walked.map(({ passed }) => passed > 0)).toEqual([true, true]);
  });

  it('goes on where a stretch ends', async () => {
    const { lamps, owner, effects } = await kit();
    await touch(lamps, 'lamp_1');
    await effects.time.advance(400 * 60_000);
    const stretches = await Promise.all([0, 1].map((shard) => owner.walk(shard, NOWHERE)));
    const shard = stretches.findIndex(({ passed }) => passed > 0);

    const next = await owner.walk(shard, stretches[shard]?.next ?? NOWHERE);

    expect(stretches[shard]?.next?.minute).toBe(stretches[shard]?.to);
    expect(next.next).toBeUndefined();
    expect(next.to).toBeGreaterThan(stretches[shard]?.to ?? 0);
  });

  it('refuses a kind of aggregate that it does not keep', async () => {
    const { owner } = await kit({ topic: 'lamps', aggregate: 'street' });

    await expect(owner.read('street_1', { from: 1, to: 1 })).rejects.toMatchObject({
      kind: 'not_found',
      code: 'lamps.unknown_aggregate',
    });
  });
});
