import { anEnvelope } from '@hansom/platform-bus/testing';
import { eventually } from '@hansom/platform-context/testing';
import { type EventEnvelope } from '@hansom/platform-schedule';
import { describeWithRedis } from '@hansom/testing-stores';

import { membersFrom } from '../src/bus/replies.ts';
import { dropConnections, specRedis, type SpecRedis, withClient } from './spec-redis.ts';
import { Street } from './street.ts';

const GROUP = 'clerk/lamp';

describeWithRedis('a group on streams', (server) => {
  let redis: SpecRedis;
  let heard: EventEnvelope[];
  const deliver = async (envelope: EventEnvelope): Promise<void> => void heard.push(envelope);
  const gates: (() => void)[] = [];
  const stream = (): string => `${redis.prefix}:bus:lamps`;

  beforeEach(async () => {
    heard = [];
    redis = await specRedis(server());
  });
  afterEach(async () => {
    for (const open of gates.splice(0)) open();
    await redis.close();
  });

  /** Keeps a handler busy, until the case ends at the latest. */
  function aGate(): { busy: Promise<void>; release: () => void } {
    let release = (): void => undefined;
    const busy = new Promise<void>((resolve) => (release = resolve));
    gates.push(release);
    return { busy, release };
  }

  /** Another member takes what there is, and is never heard of again. */
  async function dieWith(events: number, deliveries = 1): Promise<void> {
    await withClient(server().url, async (client) => {
      await client.xgroup('CREATE', stream(), GROUP, '$', 'MKSTREAM');
      for (let version = 1; version <= events; version++) await redis.bus.publish(anEnvelope({ version }));
      await client.xreadgroup('GROUP', GROUP, 'dead', 'COUNT', 100, 'STREAMS', stream(), '>');
      const ids = (await client.xrange(stream(), '-', '+')).map(([id]) => id);
      const retries = ['RETRYCOUNT', deliveries, 'JUSTID'] as const;
      await client.call('XCLAIM', stream(), GROUP, 'dead', 0, ...ids, ...retries);
    });
  }

  it("takes over a dead member's entries, and forgets the member", async () => {
    await dieWith(3);

    redis.bus.subscribe('lamps', { group: GROUP }, deliver);
    await eventually(() => heard.length === 3);

    expect(heard.map(({ version }) => version)).toEqual([1, 2, 3]);
    await withClient(server().url, (client) =>
      eventually(async () => {
        const [pending] = await client.xpending(stream(), GROUP);
        const members = await client.xinfo('CONSUMERS', stream(), GROUP);
        return pending === 0 && Array.isArray(members) && members.length === 1;
      }),
    );
  });

  it('buries what ended whoever took it, and goes on', async () => {
    await dieWith(1, 5);

    const subscription = redis.bus.subscribe('lamps', { group: GROUP }, deliver);
    const buried = await withClient(server().url, async (client) => {
      await eventually(async () => (await client.xlen(`${redis.prefix}:bus:dead`)) === 1);
      return client.xrange(`${redis.prefix}:bus:dead`, '-', '+');
    });
    await redis.bus.publish(anEnvelope({ version: 2 }));
    await eventually(() => heard.length === 1);

    expect(heard.map(({ version }) => version)).toEqual([2]);
    expect(buried[0]?.[1]).toEqual(
      expect.arrayContaining(['reason', 'ended whoever took it', 'lamp/lamp_1/1']),
    );
    await subscription.close();
  });

  it('buries what is no event, and goes on', async () => {
    const subscription = redis.bus.subscribe('lamps', { group: GROUP }, deliver);
    await redis.bus.publish(anEnvelope());
    await withClient(server().url, (client) => client.xadd(stream(), '*', 'nonsense', 'yes'));

    await redis.bus.publish(anEnvelope({ version: 2 }));
    await eventually(() => heard.length === 2);

    expect(subscription.dropped).toBe(1);
    expect(redis.log.lines).toContainEqual(expect.objectContaining({ level: 'error' }));
    await withClient(server().url, (client) =>
      eventually(async () => (await client.xlen(`${redis.prefix}:bus:dead`)) === 1),
    );
  });

  it('keeps what a live member is busy with, however long that takes', async () => {
    const { busy, release } = aGate();
    const other = await specRedis(server(), { prefix: redis.prefix });
    redis.bus.subscribe('lamps', { group: GROUP }, () => busy);
    await redis.bus.publish(anEnvelope());
    other.bus.subscribe('lamps', { group: GROUP }, deliver);

    await withClient(server().url, (client) =>
      eventually(async () => {
        const [[, , idleMs] = [undefined, undefined, 0]] = (await client.xpending(
          ...([stream(), GROUP, '-', '+', 1] as const),
        )) as [string, string, number][]; // as Redis documents it
        return idleMs > 4_000; // longer than the dead are silent
      }),
    );

    expect(heard).toEqual([]);
    release();
    await other.close();
  });

  it('tells what waits on the bus, and what nobody has answered', async () => {
    const { busy, release } = aGate();
    const subscription = redis.bus.subscribe('lamps', { group: GROUP }, () => busy);

    for (let version = 1; version <= 1_300; version++) await redis.bus.publish(anEnvelope({ version }));

    await eventually(() => subscription.depth > 0 && subscription.depth + subscription.pending === 1_300);
    release();
    await eventually(() => subscription.depth + subscription.pending === 0);
  });

  it('brings what came while its connection was away', async () => {
    redis.bus.subscribe('lamps', { group: GROUP }, deliver);
    redis.bus.subscribe('lamps', 'broadcast', deliver);
    await redis.bus.publish(anEnvelope());
    await eventually(() => heard.length === 2);

    await dropConnections(server(), redis.prefix);
    const other = await specRedis(server(), { prefix: redis.prefix });
    await other.bus.publish(anEnvelope({ version: 2 }));

    await eventually(() => heard.filter(({ version }) => version === 2).length === 2);
    await other.close();
  });

  it('gets once more what was on its way to it when its connection ended', async () => {
    redis.bus.subscribe('lamps', { group: GROUP }, deliver);
    await redis.bus.publish(anEnvelope());
    await eventually(() => heard.length === 1);
    await withClient(server().url, async (client) => {
      const member = (await client.xinfo('CONSUMERS', stream(), GROUP)) as [unknown[]]; // of one
      const name = String(member[0][1]);
      const taken = client.xreadgroup('GROUP', GROUP, name, 'BLOCK', 60_000, 'STREAMS', stream(), '>');
      for (let version = 2; version <= 3; version++) await redis.bus.publish(anEnvelope({ version }));
      await taken; // one of the two, in the member's name
    });

    await dropConnections(server(), redis.prefix);
    await eventually(() => heard.length === 3);

    expect(heard.map(({ version }) => version).sort()).toEqual([1, 2, 3]);
  });

  it('leaves nothing behind when it closes', async () => {
    const subscription = redis.bus.subscribe('lamps', { group: GROUP }, deliver);
    await redis.bus.publish(anEnvelope());
    await eventually(() => heard.length === 1);

    await subscription.close();

    const members = await withClient(server().url, (client) => client.xinfo('CONSUMERS', stream(), GROUP));
    expect(members).toEqual([]);
  });

  it('keeps streams short', async () => {
    await withClient(server().url, async (client) => {
      const pipeline = client.pipeline();
      for (let index = 0; index < 30_000; index++) pipeline.xadd(stream(), '*', 'index', index);
      await pipeline.exec();

      await redis.bus.publish(anEnvelope());

      expect(await client.xlen(stream())).toBeLessThan(21_000);
    });
  });
});

describeWithRedis('clerks in several processes', (server) => {
  let street: Street;

  beforeEach(async () => {
    street = await Street.open(server());
  });
  afterEach(() => street.close());

  /** What each member of the group was handed and has not answered. */
  function members(): Promise<number[]> {
    return withClient(server().url, async (client) => {
      const asked = client.xinfo('CONSUMERS', `${street.owner.prefix}:bus:lamps`, GROUP);
      return membersFrom(await asked.catch(() => [])).map(({ pending }) => pending);
    });
  }

  it('share the work, and have each effect once and in order', async () => {
    const [one, two] = [await street.addClerk(), await street.addClerk()];
    const keys = Array.from({ length: 40 }, (_, index) => `lamp_${index}`);
    await eventually(async () => (await members()).length === 2);

    // Whoever waits gets what comes, a lot at once: how much each gets is left to chance, that each gets some is not.
    await eventually(async () => {
      await street.touch(...keys);
      return one.handled() > 20 && two.handled() > 20;
    });
    await eventually(() => street.isCaughtUp());

    expect(street.wrong).toEqual([]);
  });

  it('leave to the others what they have not begun when they close', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const one = await street.addClerk({ before: () => held, ownerAway: true });
    const lamps = (from: number, to: number): string[] =>
      Array.from({ length: to - from }, (_, index) => `lamp_${from + index}`);
    await eventually(async () => (await members()).length === 1);
    await street.touch(...lamps(0, 50));
    await eventually(async () => (await members())[0] === 50); // 32 are being handled, the others wait
    const two = await street.addClerk({ ownerAway: true });
    await eventually(async () => (await members()).length === 2);

    const closed = one.consumers.close();
    await street.touch(...lamps(50, 80));
    await eventually(() => two.handled() > 0);
    release();
    await closed;
    await eventually(() => street.isCaughtUp());

    expect(two.handled()).toBeGreaterThanOrEqual(48);
    await eventually(async () => (await members()).join() === '0'); // who left is forgotten
  });

  it('have one effect of what is delivered twice', async () => {
    const clerk = await street.addClerk();
    await street.touch('lamp_1');
    await eventually(() => street.isCaughtUp());

    const event = { aggregate: 'lamp', key: 'lamp_1', version: 1, type: 'lamp.changed' };
    await street.owner.bus.publish(anEnvelope({ ...event, payload: new Uint8Array() }));
    await eventually(() => (clerk.consumers.figures()[0]?.repeats ?? 0) > 0);

    expect(street.noted.get('lamp_1')).toEqual([1]);
  });
});
