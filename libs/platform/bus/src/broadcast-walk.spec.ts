import { type EventEnvelope } from '@hansom/platform-schedule';
import { inMemoryAggregates } from '@hansom/platform-schedule/testing';

import { Broadcast } from './broadcast.ts';
import { BroadcastWalk } from './broadcast-walk.ts';
import { type EventOwner } from './owner/event-owner.ts';
import { aLampEvent, lampsOptions, localOwner, touch } from './testing/world/lamps.ts';

const MINUTE_MS = 60_000;

/** Somebody who listens to lamps of which a bus tells only what the spec says, in memory, under a clock that the spec moves. */
async function kit({ shards = 1, before = [] as string[] } = {}) {
  const { aggregates: lamps, effects } = await inMemoryAggregates({ ...lampsOptions, shards });
  for (const key of before) await touch(lamps, key);
  if (before.length > 0) await effects.time.advance(MINUTE_MS);
  const [heard, asked]: [string[], string[]] = [[], []];
  let away = (_: string): boolean => false;
  const ask = (question: string): void => {
    asked.push(question);
    if (away(question)) throw new Error('the owner is away');
  };
  const truth = localOwner(lamps);
  const owner: EventOwner = {
    read: async (key, range) => (ask(`read ${key} ${range.from}-${range.to}`), truth.read(key, range)),
    walk: async (shard, from) => (ask(`walk ${shard}`), truth.walk(shard, from)),
  };
  const handle = async ({ key, version }: EventEnvelope): Promise<void> =>
    void heard.push(`${key}/${version}`);
  const broadcast = new Broadcast({ effects, aggregate: 'lamp', handle });
  const walk = new BroadcastWalk({ name: 'lamps/lamp', effects, owner, broadcast });
  return {
    ...{ effects, broadcast, walk, heard, asked },
    make: async (versions: number, key = 'lamp_1') => {
      for (let version = 0; version < versions; version++) await touch(lamps, key);
    },
    /** Has the owner not answer these questions. */
    ownerAway: (at: (question: string) => boolean) => (away = at),
    doubtful: () => {
      walk.doubt();
      return walk.round();
    },
  };
}

describe('a broadcast that walks', () => {
  it('asks its owner nothing while the bus can be trusted', async () => {
    const { make, walk, asked } = await kit();
    await make(1);

    await walk.round();

    expect(asked).toEqual([]);
  });

  it('finds what no bus brought, every version, in order, in all shards', async () => {
    const { make, doubtful, heard, walk } = await kit({ shards: 4 });
    await make(3);
    await make(1, 'lamp_2');
    await make(1, 'lamp_3');

    await doubtful();

    expect(heard.filter((one) => one.startsWith('lamp_1'))).toEqual(['lamp_1/1', 'lamp_1/2', 'lamp_1/3']);
    expect([...heard].sort().slice(3)).toEqual(['lamp_2/1', 'lamp_3/1']);
    expect(walk.figures).toEqual({ fetched: 5 });
  });

  it('tells nothing twice, whoever brought it first', async () => {
    const { make, broadcast, doubtful, heard, asked } = await kit();
    await make(3);
    await broadcast.deliver(aLampEvent(1));

    for (let times = 0; times < 2; times++) await doubtful();
    for (const version of [2, 3]) await broadcast.deliver(aLampEvent(version));

    expect(heard).toEqual(['lamp_1/1', 'lamp_1/2', 'lamp_1/3']);
    expect(asked).toEqual(['walk 0', 'read lamp_1 2-3', 'walk 0']);
  });

  it('begins when it was put together: what was before is none of its business', async () => {
    const { make, doubtful, heard } = await kit({ before: ['lamp_1', 'lamp_2'] });
    await make(1);

    await doubtful();

    expect(heard).toEqual(['lamp_1/2']);
  });

  it('looks back no further than a few minutes', async () => {
    const { make, effects, doubtful, heard } = await kit();
    await make(1);
    await effects.time.advance(7 * MINUTE_MS);
    await make(1, 'lamp_2');

    await doubtful();

    expect(heard).toEqual(['lamp_2/1']);
  });

  it('begins where it could not go on, however long ago that was', async () => {
    const { make, effects, doubtful, heard, ownerAway } = await kit();
    await make(1);
    ownerAway(() => true);
    await expect(doubtful()).rejects.toThrow('the owner is away');
    await effects.time.advance(7 * MINUTE_MS);
    ownerAway(() => false);

    await doubtful();

    expect(heard).toEqual(['lamp_1/1']);
  });

  it('goes on without an aggregate that cannot be read, and tries again', async () => {
    const { make, walk, doubtful, heard, ownerAway } = await kit();
    await make(1);
    await make(1, 'lamp_2');
    ownerAway((question) => question.startsWith('read lamp_1'));
    await expect(doubtful()).rejects.toThrow('the owner is away');
    const without = [...heard];
    ownerAway(() => false);

    await walk.round();

    expect([without, heard]).toEqual([['lamp_2/1'], ['lamp_2/1', 'lamp_1/1']]);
  });

  it('walks again when there is a doubt while it walks', async () => {
    const { walk, doubtful, asked } = await kit();
    const walking = doubtful();
    walk.doubt();
    await walking;

    await walk.round();

    expect(asked).toEqual(['walk 0', 'walk 0']);
  });
});
