import { type EchoWorld, echoWorld } from './testing/echo-world.ts';
import { aSnapshot, someRules } from './testing/instances.ts';

describe('a mesh of real processes', () => {
  let world: EchoWorld;

  beforeAll(async () => {
    world = await echoWorld();
  });

  afterAll(async () => {
    await world.close();
    await new Promise((r) => setTimeout(r, 300));
    console.log(
      process.getActiveResourcesInfo(),
      (process as any)
        ._getActiveHandles()
        .map((h: any) => [h.constructor.name, h.server?._pipeName, h._pipeName, h.remotePort, h.fd]),
    );
  });

  it('calls', async () => {
    const i1 = await world.instance({ instance: 'i1' });
    const i2 = await world.instance({ instance: 'i2', version: 'v2' });
    world.traffic.tell(
      aSnapshot(
        [i1, i2],
        [
          someRules({
            shares: [
              { version: 'v1', share: 90 },
              { version: 'v2', share: 10 },
            ],
          }),
        ],
      ),
    );
    console.log(await world.calls(1000));
    console.log(world.mesh.figures(), world.effects.log.lines);
    console.log(
      await world.calls(100, { target: 'i2.echo' }),
      await world.calls(100, { baggage: { 'pin.echo': 'v2' } }),
    );
    console.log(world.mesh.figures(), world.effects.log.lines);
  }, 30000);
});
