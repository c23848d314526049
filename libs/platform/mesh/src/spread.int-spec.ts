import { type MeshInstance, type VersionShare } from './model/snapshot.ts';
import { CITY_HEADER } from './resources/headers.ts';
import { type EchoInstance } from './testing/echo-instance.ts';
import { type EchoWorld, echoWorld } from './testing/echo-world.ts';
import { aSnapshot, someRules } from './testing/instances.ts';

const CALLS = 10_000;
const CITIES = 10_000;

/** How calls are spread, by the ten thousand, over real grpc-js-xds and real sockets: one world for all, as there is one mesh a process. */
describe('calls in a mesh', () => {
  let world: EchoWorld;
  let version = 0;

  beforeAll(async () => {
    world = await echoWorld();
  });

  afterAll(() => world.close());

  function start(overs: Partial<MeshInstance>[]): Promise<EchoInstance[]> {
    return Promise.all(overs.map((over) => world.instance(over)));
  }

  /** Tells the mesh, and waits until a call has found one of them. */
  async function tell(instances: MeshInstance[], shares: VersionShare[] = []): Promise<void> {
    world.traffic.tell(aSnapshot(instances, [someRules({ shares })], (version += 1)));
    await world.eventually(() => world.mesh.snapshot()?.rulesVersion === version);
    const names = instances.map(({ instance }) => instance);
    await world.eventually(async () => names.includes(await world.call()));
  }

  describe('of versions with shares', () => {
    const ninetyTen = [
      { version: 'v1', share: 90 },
      { version: 'v2', share: 10 },
    ];

    it.each([
      { many: 'v1', one: 'v2' },
      { many: 'v2', one: 'v1' },
    ])(
      'are spread as the shares say when $many has three instances and $one has one',
      async ({ many, one }) => {
        const names = ['a1', 'a2', 'a3', 'a4'].map((name) => `${many}-${name}`);
        const instances = await start(
          names.map((instance, i) => ({ instance, version: i < 3 ? many : one })),
        );
        await tell(instances, ninetyTen);

        const counts = await world.calls(CALLS);

        const ofSecond = instances
          .filter((instance) => instance.version === 'v2')
          .reduce((sum, { instance }) => sum + (counts[instance] ?? 0), 0);
        expect(Object.keys(counts).sort()).toEqual(names);
        expect(Math.abs(ofSecond - 0.1 * CALLS)).toBeLessThanOrEqual(0.01 * CALLS);
      },
      60_000,
    );

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
      await world.eventually(async () => (await world.calls(100))['b2'] === 100);

      expect(Object.keys(await during.stop()).sort()).toEqual(['b1', 'b2']);
      expect(await world.calls(1000)).toEqual({ b2: 1000 });
    }, 60_000);

    it('go where they are pinned or named, every one of a thousand', async () => {
      const instances = await start([
        { instance: 'c1', version: 'v1' },
        { instance: 'c2', version: 'v2' },
        { instance: 'c3', version: 'v2' },
      ]);
      await tell(instances, [{ version: 'v1', share: 1 }]);

      const pinned = await world.calls(1000, { baggage: { 'pin.echo': 'v2' } });

      expect(pinned).toEqual({ c2: 500, c3: 500 });
      expect(await world.calls(1000, { target: 'c3.echo' })).toEqual({ c3: 1000 });
    }, 60_000);
  });

  describe('of ten thousand cities on three shards', () => {
    it('do not fail when a shard leaves or joins, and every city is answered by one instance again', async () => {
      const [leaving, ...staying] = await start(
        ['d1', 'd2', 'd3'].map((instance) => ({ instance, sharded: true })),
      );
      const [joining] = await start([{ instance: 'd4', sharded: true }]);
      await tell([leaving!, ...staying]);
      await world.eventually(async () => new Set(await owners(100)).size === 3);
      const before = await owners();
      const during = world.callsUntilStopped((i) => ({ headers: cityHeader(i) }));

      await tell([{ ...leaving!, state: 'draining' }, ...staying]);
      await world.eventually(async () => !(await owners(100)).includes('d1'));
      const without = await owners();
      await tell([...staying, joining!]);
      await world.eventually(async () => (await owners(100)).includes('d4'));
      const after = await owners();

      expect(Object.keys(await during.stop()).sort()).toEqual(['d1', 'd2', 'd3', 'd4']);
      expect([before, without, after].map(shards)).toEqual([
        ['d1', 'd2', 'd3'],
        ['d2', 'd3'],
        ['d2', 'd3', 'd4'],
      ]);
      expect(await owners(CITIES, 'another caller')).toEqual(after);
      expect(moved(before, without)).toBeLessThan(0.6); // those of the one that left, a third, and what the ring re-scales
      expect(moved(without, after)).toBeLessThan(0.6);
    }, 120_000);

    /** Who answers for each city. */
    async function owners(count = CITIES, via?: string): Promise<string[]> {
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
  return after.filter((owner, i) => owner !== before[i]).length / after.length;
}
