import { eventually } from '@hansom/platform-context/testing';

import { echoContract, type Text } from '../echo-contract.ts';
import { errorOf, type World } from './world.ts';

/** How servers and clients stop, over any transport. */
export function stops(world: () => World): void {
  it('lets calls in flight finish, and takes no new ones', async () => {
    const work = workUntilTold();
    const server = await world().startEcho({ read: work.read });
    const client = world().client(echoContract());
    const answer = client.read({ text: 'a' }, world().root());
    await eventually(() => work.begun);

    const closed = server.close({ graceMs: 60_000 });
    const refused = await errorOf(client.write({ text: 'b' }, world().root(400)));
    work.finish();

    expect(refused.kind).toMatch(/unavailable|deadline_exceeded/); // grpc-js looks for another connection until then
    expect(await answer).toEqual({ text: 'a' });
    await closed;
  });

  it('ends what has not finished in time, as something that may have happened', async () => {
    const work = workUntilTold();
    const server = await world().startEcho({ write: work.read });
    const answer = errorOf(world().client(echoContract()).write({ text: 'a' }, world().root()));
    await eventually(() => work.begun);

    await server.close({ graceMs: 10 });

    expect(await answer).toMatchObject({ kind: 'unavailable', code: 'echo.stopped' });
    expect(work.cancelled).toBe(true);
  });

  it('stops once, however often it is told to', async () => {
    const server = await world().startEcho({});

    const first = server.close({ graceMs: 1000 });

    expect(server.close({ graceMs: 1 })).toBe(first);
    await first;
  });

  it('answers what is in flight on a client that is closed, and what comes after', async () => {
    const work = workUntilTold();
    await world().startEcho({ write: work.read });
    const { client, transport } = world().clientOf(echoContract());
    const inFlight = errorOf(client.write({ text: '' }, world().root()));
    await eventually(() => work.begun);

    transport.close();
    transport.close();

    expect(await inFlight).toMatchObject({ kind: 'unavailable' });
    expect(await errorOf(client.write({ text: '' }, world().root()))).toMatchObject({ kind: 'unavailable' });
    await eventually(() => work.cancelled);
  });
}

function workUntilTold() {
  const work = {
    begun: false,
    cancelled: false,
    finish: (): void => undefined,
    read: (request: Text, call: { onCancel(action: () => void): unknown }): Promise<Text> => {
      work.begun = true;
      call.onCancel(() => (work.cancelled = true));
      return new Promise((resolve) => {
        work.finish = () => resolve(request);
      });
    },
  };
  return work;
}
