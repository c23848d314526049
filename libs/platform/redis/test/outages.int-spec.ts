import { anEnvelope } from '@hansom/platform-bus/testing';
import { eventually } from '@hansom/platform-context/testing';
import { type EventEnvelope } from '@hansom/platform-schedule';
import { type LocalRedis } from '@hansom/testing-local-stores';
import { describeWithOwnRedis } from '@hansom/testing-stores';

import { dropConnections, specRedis, type SpecRedis, withClient } from './spec-redis.ts';
import { Street } from './street.ts';

const LAMPS = ['lamp_1', 'lamp_2', 'lamp_3'];
/** Frozen for twenty seconds is many times what is waited for; here the waiting is shorter instead. */
const IMPATIENT = { timings: { commandMs: 100, patienceMs: 400 } };
/** What Redis counts: connections, and heartbeats that it answered or refused. */
const CONNECTIONS = /total_connections_received:(\d+)/;
const BEATS = /cmdstat_set:calls=(\d+),.*rejected_calls=(\d+)/;

interface Outage {
  hurt(server: LocalRedis, prefix: string): Promise<void> | void;
  heal(server: LocalRedis, prefix: string): Promise<void> | void;
}

const OUTAGES: Record<string, Outage> = {
  'is killed, and starts empty': { hurt: ({ kill }) => kill(), heal: ({ restart }) => restart() },
  'is frozen, and thaws': { hurt: ({ freeze }) => freeze(), heal: ({ thaw }) => thaw() },
  'forgets everything': { hurt: ({ flush }) => flush(), heal: () => undefined },
  'forgets everything twice, while it is frozen in between': {
    hurt: async (server) => {
      await server.flush();
      server.freeze();
    },
    heal: async (server) => {
      server.thaw();
      await server.flush();
    },
  },
  'drops all connections': { hurt: dropConnections, heal: dropConnections },
  'refuses to write': {
    hurt: ({ url }, prefix) => refuseWrites(url, prefix),
    heal: ({ url }) => acceptWrites(url),
  },
  'loses what it holds of a topic': {
    hurt: ({ url }) => forgetStreams(url),
    heal: ({ url }) => forgetStreams(url),
  },
};

describeWithOwnRedis('when Redis', (start) => {
  let server: LocalRedis;
  let street: Street;

  beforeEach(async () => {
    server = await start();
    street = await Street.open(server, IMPATIENT);
  });

  afterEach(async () => {
    server.thaw();
    await street.close();
    await server.close();
  });

  it.each(Object.entries(OUTAGES))('%s, every event has its effect, in order', async (_, { hurt, heal }) => {
    await street.addClerk();
    await street.addClerk();
    await street.touch(...LAMPS);
    await eventually(() => street.isCaughtUp());

    await hurt(server, street.owner.prefix);
    for (let times = 0; times < 5; times++) await street.touch(...LAMPS);
    await eventually(() => street.isCaughtUp()); // it goes on without

    await heal(server, street.owner.prefix);
    for (let times = 0; times < 5; times++) await street.touch(...LAMPS);
    await eventually(() => street.isCaughtUp());

    expect(street.wrong).toEqual([]);
    expect([...street.noted.values()]).toEqual(LAMPS.map(() => Array.from({ length: 11 }, (__, n) => n + 1)));
  });

  it('is killed and starts empty, who listens by broadcast and walks hears on, and of what happens meanwhile', async () => {
    const heard = await street.addPasserBy();
    const hearsAll = (): boolean => [...street.newest].every(([key, version]) => heard.get(key) === version);
    await street.touch(...LAMPS);
    await eventually(hearsAll);

    await server.kill();
    await street.touch(...LAMPS, 'lamp_4');
    await eventually(hearsAll); // it goes on without
    await server.restart();
    await street.touch(...LAMPS);
    await eventually(hearsAll);

    expect(heard.get('lamp_4')).toBe(1);
  });

  it('is back, events come by it again', async () => {
    const clerk = await street.addClerk();
    await server.restart();
    await eventually(async () => {
      await street.touch('lamp_1');
      const { fetched = 0, handled = 0 } = clerk.consumers.figures()[0] ?? {};
      return handled > fetched; // not all by walking
    });

    await eventually(() => street.isCaughtUp());
    expect(street.wrong).toEqual([]);
  });

  it('is away when all begins, it is waited for, and all goes on without', async () => {
    await server.kill();
    const later = await Street.open(server, IMPATIENT);
    await later.addClerk();

    await later.touch(...LAMPS);
    await eventually(() => later.isCaughtUp());
    await server.restart();
    await eventually(
      async () =>
        (await later.owner.checks[0]?.run(new AbortController().signal))?.measurements?.away_ms === 0,
    );
    await later.touch(...LAMPS);
    await eventually(() => later.isCaughtUp());

    expect(later.wrong).toEqual([]);
    await later.close();
  });

  it('is frozen, one request waits for it and no other', async () => {
    const limiter = street.owner.rateLimiter('rider-api');
    const unanswered = async (): Promise<number | undefined> =>
      (await street.owner.checks[0]?.run(new AbortController().signal))?.measurements?.unanswered_commands;
    server.freeze();

    for (let times = 0; times < 200; times++) await limiter.take('a', { limit: 1_000, windowMs: 60_000 });

    expect(await unanswered()).toBe(1);
  });

  it('is away, each instance counts requests by itself', async () => {
    const limiter = street.owner.rateLimiter('rider-api');
    const rate = { limit: 2, windowMs: 600_000 };
    await server.kill();

    const allowed = [];
    for (let times = 0; times < 3; times++) allowed.push((await limiter.take('a', rate)).allowed);

    expect(allowed).toEqual([true, true, false]);
  });
});

describeWithOwnRedis('where Redis takes connections and refuses', (start) => {
  let server: LocalRedis;
  let redis: SpecRedis | undefined;
  let heard: number[];
  const deliver = async ({ version }: EventEnvelope): Promise<void> => void heard.push(version);

  beforeEach(async () => {
    heard = [];
    server = await start();
  });
  afterEach(async () => {
    await redis?.close();
    await server.close();
  });

  /** How many connections it took while the link was heard so many times. */
  async function connectionsIn(times: number): Promise<number> {
    return withClient(server.url, async (client) => {
      const count = async (section: string, of: RegExp): Promise<number> =>
        (of.exec(await client.info(section)) ?? []).slice(1).reduce((sum, part) => sum + Number(part), 0);
      const beats = (): Promise<number> => count('commandstats', BEATS);
      const [before, from] = [await count('stats', CONNECTIONS), await beats()];
      await eventually(async () => (await beats()) >= from + times);
      return (await count('stats', CONNECTIONS)) - before;
    });
  }

  it('writes, subscribers wait until it takes them again, and do not connect', async () => {
    redis = await specRedis(server);
    const { bus, prefix } = redis;
    for (const group of ['clerk/lamp', 'guard/lamp', 'judge/lamp'])
      bus.subscribe('lamps', { group }, deliver);
    await bus.publish(anEnvelope());
    await eventually(() => heard.length === 3);
    await refuseWrites(server.url, prefix);
    await connectionsIn(2); // it has noticed

    const connections = await connectionsIn(20);
    await acceptWrites(server.url);
    await eventually(() =>
      bus.publish(anEnvelope({ version: 2 })).then(
        () => true,
        () => false,
      ),
    );
    await eventually(() => heard.filter((version) => version === 2).length >= 3);

    expect(connections).toBeLessThanOrEqual(22); // of the link, and of whoever counts
  });

  it('its place to a subscriber, that asks less and less often', async () => {
    await withClient(server.url, (client) =>
      client.call('ACL', 'SETUSER', 'anna', 'on', '>secret', '~*', '+@all', '-xgroup'),
    );
    redis = await specRedis({ url: server.url.replace('//', '//anna:secret@') });
    redis.bus.subscribe('lamps', { group: 'clerk/lamp' }, deliver);

    const connections = await connectionsIn(80);

    expect(connections).toBeGreaterThan(1);
    expect(connections).toBeLessThanOrEqual(20);
  });
});

/** As one whose memory is full does. Who waits for events is not refused: so that all have to begin anew, connections end. */
async function refuseWrites(url: string, prefix: string): Promise<void> {
  await withClient(url, (redis) => redis.config('SET', 'maxmemory', 1));
  await dropConnections({ url }, prefix);
}

async function acceptWrites(url: string): Promise<void> {
  await withClient(url, (redis) => redis.config('SET', 'maxmemory', 0));
}

/** The epoch stays: nobody is told. */
async function forgetStreams(url: string): Promise<void> {
  await withClient(url, async (redis) => {
    const streams = await redis.keys('*:bus:*');
    if (streams.length > 0) await redis.del(...streams);
  });
}
