import { ShiftState } from '@hansom/proto-shift';

import { shardedWorld } from './sharding/sharded-world.ts';

type World = Awaited<ReturnType<typeof shardedWorld>>;

/** How many cities each instance holds. */
function shares({ instances }: World): number[] {
  return [...instances.values()].map(({ cities }) => cities.size);
}

describe('the cities of the world on instances of geosearch', () => {
  let world: World;

  beforeAll(async () => {
    world = await shardedWorld();
    await Promise.all(['a', 'b', 'c'].map((name) => world.start(name)));
    await world.drive();
  });

  afterAll(() => world.close());

  it('are shared: each is held by one, and each driver is found once', async () => {
    const found = await world.findAll(1);

    expect(found).toEqual(world.onShift());
    expect(Math.min(...shares(world))).toBeGreaterThan(0);
    expect(shares(world).reduce((a, b) => a + b)).toBe(world.cities.length);
  });

  it('are searched together where they are neighbours, whoever holds them', async () => {
    const together = world.cities.slice(0, 5);
    const theirs = (await Promise.all(together.map((city) => world.foundAround(city, [])))).flat();

    const [city = '', ...neighbours] = together;

    expect(await world.foundAround(city, neighbours)).toEqual(theirs.sort());
    expect(theirs).toHaveLength(50);
  });

  it('are served by the others when one dies, from what was written and what shift lists, before any fix comes', async () => {
    await world.findAll(1);
    for (const { writer } of world.instances.values()) await writer.writeDue();
    const [city = 'none'] = world.instances.get('a')?.cities.all()[0] ?? [];
    await world.kill('a');
    const ended = world.change(world.driverIn(city), { state: ShiftState.ENDED });

    const found = await world.findAll(0.99);

    expect(new Set(found).size).toBe(found.length);
    expect(found).not.toContain(ended.shiftId);
    expect(await world.findAll(1)).toEqual(world.onShift());
  });

  it('bring back nobody by an event that is late', async () => {
    const [claimed, freed] = [
      world.change(2, { state: ShiftState.OFFERED }),
      world.change(2, { state: ShiftState.FREE }),
    ];
    const ended = world.change(3, { state: ShiftState.ENDED });
    await world.findAll(0.9);

    for (const shift of [
      ended,
      freed,
      claimed,
      { ...ended, state: ShiftState.FREE, version: ended.version - 1 },
    ])
      await world.tell(shift);

    expect(await world.found()).toEqual(world.onShift());
  });

  it('go in part to one who joins, without a ghost or a twin on the way', async () => {
    const onShift = new Set(world.onShift());
    const before = shares(world);
    const joined = await world.start('d');
    const answers: string[][] = [];

    while (joined.cities.size === 0) answers.push(await world.findAll(0.99));
    await world.drive();
    answers.push(await world.findAll(1));

    for (const found of answers) {
      expect(found.filter((shift) => !onShift.has(shift))).toEqual([]);
      expect(new Set(found).size).toBe(found.length);
    }
    expect(answers.at(-1)).toEqual(world.onShift());
    expect(joined.cities.size).toBeLessThan(world.cities.length);
    expect(before).toHaveLength(2);
  });
});
