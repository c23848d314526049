import { eventually } from '@hansom/platform-context/testing';

import { LABEL_HEADER } from './resources/headers.ts';
import { type EchoWorld, echoWorld } from './testing/echo-world.ts';
import { aSnapshot, someRules } from './testing/instances.ts';

/** Real grpc-js-xds, real sockets: one world for all, as there is one mesh a process. Each spec tells its own mesh. */
describe('a process in a mesh', () => {
  let world: EchoWorld;
  let version = 0;

  beforeAll(async () => {
    world = await echoWorld();
  });

  afterAll(() => world.close());

  /** Tells a mesh of new instances, and waits until calls find exactly them. */
  async function tell(
    overs: Parameters<EchoWorld['instance']>[0][],
    rules: Parameters<typeof someRules>[0] = {},
  ): Promise<void> {
    const instances = await Promise.all(overs.map((over) => world.instance(over)));
    version += 1;
    world.traffic.tell(aSnapshot(instances, [someRules(rules)], version));
    await eventually(() => world.mesh.snapshot()?.rulesVersion === version);
    const names = instances.map(({ instance }) => instance);
    await eventually(async () => names.includes(await world.call()));
  }

  it('drains a version with share 0, and still sends it the calls that are pinned to it', async () => {
    const shares = [
      { version: 'v1', share: 1 },
      { version: 'v2', share: 0 },
    ];
    await tell([{ instance: 'b1' }, { instance: 'b2', version: 'v2' }], { shares });

    expect(await world.calls(200)).toEqual({ b1: 200 });
    expect(await world.calls(200, { baggage: { 'pin.echo': 'v2' } })).toEqual({ b2: 200 });
    expect(await world.calls(20, { baggage: { 'pin.echo': 'v9' } })).toEqual({ b1: 20 });
  });

  it('sends calls for a label to its instances, and no others', async () => {
    await tell([{ instance: 'c1' }, { instance: 'c2', label: 'blue' }]);

    expect(await world.calls(100)).toEqual({ c1: 100 });
    expect(await world.calls(100, { headers: { [LABEL_HEADER]: 'blue' } })).toEqual({ c2: 100 });
  });

  it('fails calls to an instance that nobody knows at once, and no others', async () => {
    await tell([{ instance: 'e1' }]);

    expect(await world.call({ target: 'e9.echo' })).toBe('echo.unavailable');
    expect(await world.calls(20)).toEqual({ e1: 20 });
  });

  it('keeps to its zone while there is an instance in it', async () => {
    await tell([{ instance: 'f1' }, { instance: 'f2', zone: 'b' }]);
    const near = await world.calls(100);

    await tell([{ instance: 'f3', zone: 'b' }]);

    expect(near).toEqual({ f1: 100 });
    expect(await world.calls(20)).toEqual({ f3: 20 });
  });

  it("sends each city's calls to one instance, always the same", async () => {
    await tell(['g1', 'g2', 'g3'].map((instance) => ({ instance, sharded: true })));
    const cities = Array.from({ length: 30 }, (_, i) => `c${i}`);
    const instanceOf = (city: string): Promise<string> => world.call({ headers: { 'x-hansom-city': city } });

    const first = await Promise.all(cities.map(instanceOf));
    const again = await Promise.all(cities.map(instanceOf));

    expect(again).toEqual(first);
    expect(new Set(first)).toEqual(new Set(['g1', 'g2', 'g3']));
  });

  it('takes an instance out that fails most of its calls', async () => {
    const bad = await world.instance({ instance: 'h3' }, () => {
      throw new Error('broken');
    });
    const good = await Promise.all([world.instance({ instance: 'h1' }), world.instance({ instance: 'h2' })]);
    version += 1;
    world.traffic.tell(aSnapshot([...good, bad], [], version));
    await eventually(async () => (await world.call()) === 'echo.internal');

    await eventually(async () => (await world.calls(100))['echo.internal'] === undefined);

    expect(Object.keys(await world.calls(60)).sort()).toEqual(['h1', 'h2']);
  }, 30_000);

  it('injects faults for a header, and into no other calls', async () => {
    const faults = [{ percent: 100, abortCode: 14, header: { name: 'x-chaos', value: 'on' } }];
    await tell([{ instance: 'j1' }], { faults });

    await eventually(async () => (await world.call({ headers: { 'x-chaos': 'on' } })) === 'echo.unavailable');

    expect(await world.calls(20, { headers: { 'x-chaos': 'on' } })).toEqual({ 'echo.unavailable': 20 });
    expect(await world.calls(20)).toEqual({ j1: 20 });
  });

  it('opens no connection for a push', async () => {
    const one = await world.instance({ instance: 'k1' });
    const shares = (share: number) => ({ shares: [{ version: 'v1', share }] });
    world.traffic.tell(aSnapshot([one], [someRules(shares(1))], (version += 1)));
    await eventually(async () => (await world.call()) === 'k1');
    const before = one.connections();

    for (let push = 1; push <= 30; push += 1) {
      const other = await world.instance({ instance: `l${push}`, label: 'aside' }); // changes routes with every push
      const rules = someRules({ ...shares(1), labels: [{ label: `x${push}`, version: 'v1' }] });
      world.traffic.tell(aSnapshot([one, other], [rules], (version += 1)));
      await eventually(() => world.mesh.snapshot()?.rulesVersion === version);
      await eventually(
        async () => (await world.call({ headers: { [LABEL_HEADER]: 'aside' } })) === `l${push}`,
      );
    }

    expect(await world.calls(20)).toEqual({ k1: 20 });
    expect(one.connections()).toBe(before);
  }, 60_000);

  it('goes on calling while the control plane is away', async () => {
    await tell([{ instance: 'm1' }]);
    const { address } = world.traffic;

    await world.traffic.close();
    await eventually(() => world.mesh.figures().connected.length === 0);

    expect(await world.calls(200)).toEqual({ m1: 200 });
    await world.traffic.restart();
    await eventually(() => world.mesh.figures().connected.includes(address));
    expect(await world.calls(20)).toEqual({ m1: 20 });
  }, 30_000);

  it('has no answer refused by grpc-js-xds', () => {
    const errors = world.effects.log.lines.filter(({ level }) => level === 'error');

    expect(world.mesh.figures().refused).toBe(0);
    expect(errors.filter(({ message }) => message !== 'rpc failed')).toEqual([]); // those are of the broken instance
  });
});
