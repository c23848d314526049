import { eventually } from '@hansom/platform-context/testing';
import { ERROR_KINDS, type ErrorKind, HansomError } from '@hansom/platform-errors';

import { type Call } from '../../call.ts';
import { echoContract, talkContract, type Text } from '../echo-contract.ts';
import { textsOf } from './texts.ts';
import { errorOf, type World } from './world.ts';

/** How calls fail over any transport. */
export function failures(world: () => World): void {
  it.each(Object.keys(ERROR_KINDS) as ErrorKind[])('carries an error of the kind %s', async (kind) => {
    await world().startEcho({ write: throwing(new HansomError(kind, 'echo.why', { description: 'so' })) });

    const error = await errorOf(world().client(echoContract()).write({ text: '' }, world().root()));

    expect(error).toMatchObject({ kind, code: 'echo.why', description: 'so' });
  });

  it('carries an error whole over three hops, and tells who made it', async () => {
    const thrown = new HansomError('failed_precondition', 'c.too_late', {
      description: 'zu spät 🚕',
      context: { state: 'DONE' },
      fields: [{ field: 'at', rule: 'must be in time' }],
    });
    await world().startEcho(
      { write: throwing(thrown) },
      { service: 'c', contract: echoContract({ service: 'c' }) },
    );
    await forward('b', 'c');
    await forward('a', 'b');

    const error = await errorOf(
      world()
        .client(echoContract({ service: 'a' }))
        .write({ text: '' }, world().root()),
    );

    const { kind, code, description, context, fields } = thrown;
    expect(error).toMatchObject({ kind, code, description, context, fields, origin: 'c' });
    expect(world().failures).toEqual([]);
  });

  it.each<[string, (request: Text) => Text | Promise<Text>]>([
    ['throws', throwing(new Error('secret'))],
    ['rejects', () => Promise.reject(new Error('secret'))],
    ['throws nothing', throwing(undefined)],
    ['rejects with nothing', () => Promise.reject()],
    ['rejects with a string', () => Promise.reject('secret')],
    ['answers with nothing', () => undefined as unknown as Text],
    [
      'rejects with an error of its own that is internal',
      throwing(new HansomError('internal', 'a.b', { description: '' })),
    ],
  ])('answers for a handler that %s, tells the log, and goes on', async (_, read) => {
    await world().startEcho({ read });
    const client = world().client(echoContract());

    const error = await errorOf(client.read({ text: '' }, world().root()));

    expect(error).toMatchObject({ kind: 'internal' });
    expect(JSON.stringify([error.code, error.description])).not.toContain('secret');
    expect(world().failures).toMatchObject([{ endpoint: { method: 'Read' }, caller: { service: 'spec' } }]);
    expect(world().log.lines).toMatchObject([
      {
        level: 'error',
        message: 'rpc failed',
        fields: { rpc: '/hansom.echo.v1.EchoService/Read', caller: 'spec' },
      },
    ]);
    expect(await client.write({ text: 'still' }, world().root())).toEqual({ text: 'still' });
  });

  it('does not take for a failure that a handler stopped because its call was cancelled', async () => {
    const trail: string[] = [];
    const read = async (_: Text, call: Call): Promise<Text> => {
      trail.push('begun');
      await world().effects.timers.sleep(60_000, call.signal);
      trail.push('stopped');
      throw Object.assign(new Error('stopped'), { name: 'AbortError' });
    };
    await world().startEcho({ read });

    await giveUpOnce(() => trail.length === 1);
    await eventually(() => trail.length === 2);
    await world().quiet(() => world().failures.length);

    expect(world().failures).toEqual([]);
  });

  it('tells the log of a handler that broke after its caller had gone', async () => {
    let begun = false;
    const read = async (_: Text, call: Call): Promise<Text> => {
      begun = true;
      await eventually(() => call.cancelled);
      throw new Error('late');
    };
    await world().startEcho({ read });

    await giveUpOnce(() => begun);

    await eventually(() => world().failures.length === 1);
  });

  it('does not answer with a message that is too long', async () => {
    await world().startEcho({ read: () => ({ text: 'x'.repeat(256 * 1024) }) });

    const error = await errorOf(world().client(echoContract()).read({ text: '' }, world().root()));

    expect(error).toMatchObject({ kind: 'internal', code: 'echo.response_too_large' });
  });

  it('finds no instance of a service that has none', async () => {
    const unary = await errorOf(world().client(echoContract()).write({ text: '' }, world().root()));
    const stream = await errorOf(textsOf(world().client(talkContract()).watch({ text: '' }, world().root())));

    expect(unary).toMatchObject({ kind: 'unavailable', code: 'echo.unavailable', origin: undefined });
    expect(stream).toMatchObject({ kind: 'unavailable', code: 'talk.unavailable' });
  });

  it('is told where a service does not serve an RPC', async () => {
    await world().startEcho({});
    const unary = world().client(echoContract({ service: 'other' }), { to: 'echo' });
    const stream = world().client(talkContract(), { to: 'echo' });

    expect(await errorOf(unary.write({ text: '' }, world().root()))).toMatchObject({ kind: 'unimplemented' });
    expect(await errorOf(textsOf(stream.watch({ text: '' }, world().root())))).toMatchObject({
      kind: 'unimplemented',
    });
  });

  /** Calls `read`, and cancels the call when that is so. */
  async function giveUpOnce(begun: () => boolean): Promise<void> {
    const call = world().root();
    const answer = errorOf(world().client(echoContract()).read({ text: '' }, call));
    await eventually(begun);
    call.cancel();
    await answer;
  }

  async function forward(service: string, to: string): Promise<void> {
    const client = world().client(echoContract({ service: to }), { from: service });
    const write = (request: Text, call: Call): Promise<Text> => client.write(request, call);
    await world().startEcho({ write }, { service, contract: echoContract({ service }) });
  }
}

function throwing(error: unknown): () => never {
  return () => {
    throw error;
  };
}
