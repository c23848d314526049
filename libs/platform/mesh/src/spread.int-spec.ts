import { seededRandom } from '@hansom/platform-context';
import { eventually } from '@hansom/platform-context/testing';

import { type MeshInstance, type VersionShare } from './model/snapshot.ts';
import { CITY_HEADER } from './resources/headers.ts';
import { type EchoInstance } from './testing/echo-instance.ts';
import { type EchoWorld, echoWorld, type OngoingCalls } from './testing/echo-world.ts';
import { aSnapshot, someRules } from './testing/instances.ts';

const CALLS = 10_000;
const CITIES = 10_000;
jest.setTimeout(300_000); // tens of thousands of calls, on a machine that does other things as well

/** How calls are spread, by the thousand, over real grpc-js-xds and real sockets: one world for all, as there is one mesh a process. */
describe('calls in a mesh', () => {
  let world: EchoWorld;
  let version = 0;

  beforeAll(async () => {
    world = await echoWorld();
  });

  afterEach(() => jest.restoreAllMocks());

  afterAll(() => world.close());

  function start(overs: Partial<MeshInstance>[]): Promise<EchoInstance[]> {
    return Promise.all(overs.map((over) => world.instance(over)));
  }

  /** Tells the mesh, and waits until a call has found one of them. */
  async function tell(instances: MeshInstance[], shares: VersionShare[] = []): Promise<void> {
    world.traffic.tell(aSnapshot(instances, [someRules({ shares })], (version += 1)));
    await eventually(() => world.mesh.snapshot()?.rulesVersion === version);
    const names = instances.map(({ instance }) => instance);
    await eventually(async () => names.includes(await world.call()));
  }

  describe('of versions with shares', () => {
    const ninetyTen = [
      { version: 'v1', share: 90 },
      { version: 'v2', share: 10 },
    ];

    it('are spread as the shares say, though the one with a tenth has three instances of four', async () => {
      const names = ['a1', 'a2', 'a3', 'a4'];
      const instances = await start(
        names.map((instance) => ({ instance, version: instance === 'a1' ? 'v1' : 'v2' })),
      );
      await tell(instances, ninetyTen);

      const random = seededRandom(1); // one of a thousand seeds is off by more than a hundredth
      jest.spyOn(Math, 'random').mockImplementation(() => random.next());
      const counts = await world.calls(CALLS);

      const ofSecond = instances
        .filter((instance) => instance.version === 'v2')
        .reduce((sum, { instance }) => sum + (counts[instance] ?? 0), 0);
      expect(Object.keys(counts).sort()).toEqual(names);
      expect(Math.abs(ofSecond - 0.1 * CALLS)).toBeLessThanOrEqual(0.01 * CALLS);
    });

    it('do not fail while shares change, and are spread by the new ones', async () => {
      const instances = await start([
        { instance: 'b1', version: 'v1' },
        { instance: 'b2', version: 'v2' },
      ]);
      await tell(instances, ninetyTen);
      const during = world.callsUntilStopped();

      for (const share of [50, 10, 100, 0, 70]) {
        await tell(instances, [
          { version: 'v1', share },
          { version: 'v2', share: 100 - share },
        ]);
      }
      await tell(instances, [
        { version: 'v1', share: 0 },
        { version: 'v2', share: 1 },
      ]);
      await eventually(async () => (await world.calls(100))['b2'] === 100);

      expect(Object.keys(await during.stop()).sort()).toEqual(['b1', 'b2']);
      expect(await world.calls(400)).toEqual({ b2: 400 });
    });

    it('go where they are pinned or named, every one of them', async () => {
      const instances = await start([
        { instance: 'c1', version: 'v1' },
        { instance: 'c2', version: 'v2' },
        { instance: 'c3', version: 'v2' },
      ]);
      await tell(instances, [{ version: 'v1', share: 1 }]);

      const pinned = await world.calls(1_000, { baggage: { 'pin.echo': 'v2' } });

      expect(Object.keys(pinned).sort()).toEqual(['c2', 'c3']); // not evenly, where a slow one was asked twice
      expect(await world.calls(1_000, { target: 'c3.echo' })).toEqual({ c3: 1_000 });
    });
  });

  describe('of thousands of cities on three shards', () => {
    it('do not fail when a shard leaves or joins, and every city is answered by one instance again', async () => {
      const [leaving, ...staying] = await start(
        ['d1', 'd2', 'd3'].map((instance) => ({ instance, sharded: true })),
      );
      const [joining] = await start([{ instance: 'd4', sharded: true }]);
      await tell([leaving!, ...staying]);
      await eventually(async () => new Set(await owners(100)).size === 3);
      const before = await owners();

      const leaves = callsOfAll();
      await tell([{ ...leaving!, state: 'draining' }, ...staying]);
      await eventually(async () => !(await owners(100)).includes('d1'));
      const answeredLeave = await leaves.stop();
      const joins = callsOfAll();
      await tell([...staying, joining!]);
      await eventually(async () => (await owners(100)).includes('d4'));
      const answeredJoin = await joins.stop();
      const after = await owners();
      const others = await owners(CITIES, 'another caller');

      expect(Object.keys(answeredLeave).sort()).toEqual(['d1', 'd2', 'd3']);
      expect(Object.keys(answeredJoin).sort()).toEqual(['d2', 'd3', 'd4']);
      expect(shards(before)).toEqual(['d1', 'd2', 'd3']);
      expect(shards(after)).toEqual(['d2', 'd3', 'd4']);
      await isAnsweredByOne(after.flatMap((owner, i) => (owner === others[i] ? [] : [i])));
      expect(moved(before, after)).toBeLessThan(0.7); // at least the third of the one that left; the ring re-scales twice
    });

    /** Those in which two callers differ are asked about again: while the machine stands still, another is asked as well, and may be first. */
    async function isAnsweredByOne(cities: readonly number[]): Promise<void> {
      let contested = cities;
      await eventually(async () => {
        const ask = (via: string) =>
          world.each(contested.length, (k) => ({ headers: cityHeader(contested[k] ?? 0), via }));
        const [one, other] = [await ask('one caller'), await ask('another caller')];
        contested = contested.filter((_, k) => one[k] !== other[k]);
        return contested.length === 0;
      });
    }

    /** Calls of one city after the other, while something changes. */
    function callsOfAll(): OngoingCalls {
      return world.callsUntilStopped((i) => ({ headers: cityHeader(i % CITIES) }));
    }

    /** Who answers for each city. */
    function owners(count = CITIES, via?: string): Promise<string[]> {
      return world.each(count, (i) => ({ headers: cityHeader(i), ...(via !== undefined && { via }) }));
    }
  });
});

function cityHeader(i: number): Record<string, string> {
  return { [CITY_HEADER]: `city-${i}` };
}

function shards(owners: readonly string[]): string[] {
  return [...new Set(owners)].sort();
}

/** The part of the cities that another instance answers for. */
function moved(before: readonly string[], after: readonly string[]): number {
  return before.filter((owner, i) => owner !== after[i]).length / before.length;
}
