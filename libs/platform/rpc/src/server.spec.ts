import { fakeEffects, type FakeEffects } from '@hansom/platform-context/testing';

import { InProcessNetwork } from './in-process/network.ts';
import { callAttribute, compose } from './interceptors.ts';
import { createServer, serve } from './server.ts';
import { aCall, callHandler } from './testing/calls.ts';
import { echoContract, type Text } from './testing/echo-contract.ts';
import { inProcessPair } from './testing/pair.ts';

describe('a server', () => {
  let effects: FakeEffects;
  const echo = (text: Text): Text => text;
  const handlers = { read: echo, repeat: echo, write: echo };

  beforeEach(() => {
    effects = fakeEffects();
  });

  it('is not made without a handler for each RPC', () => {
    const { read, repeat } = handlers;

    expect(() => serve(echoContract(), { read, repeat } as typeof handlers)).toThrow(
      new TypeError('/hansom.echo.v1.EchoService/Write has no handler'),
    );
  });

  it('is not made with two handlers for one RPC', () => {
    const contracts = [serve(echoContract(), handlers), serve(echoContract(), handlers)];
    const transport = new InProcessNetwork(effects).serverTransport();

    expect(() => createServer({ service: 'echo', effects, contracts, transport })).toThrow(
      new TypeError('/hansom.echo.v1.EchoService/Read is served twice'),
    );
  });

  it('serves several contracts', async () => {
    const contracts = ['echo', 'other'].map((service) => serve(echoContract({ service }), handlers));
    const network = new InProcessNetwork(effects);
    const server = createServer({
      service: 'echo',
      effects,
      contracts,
      transport: network.serverTransport(),
    });

    expect(await server.start()).toEqual({ address: 'in-process:1' });
    await server.close({ graceMs: 0 });
  });

  it('refuses a call that has less left than the RPC takes lately, and works on no other for nothing', async () => {
    const read = jest.fn(echo);
    const { client, server } = await inProcessPair(
      echoContract({ meanMs: 1 }),
      { ...handlers, read },
      { effects, liveMeanMs: ({ method }) => (method === 'Read' ? 400 : undefined) },
    );
    const [short, enough] = [aCall({ effects, deadlineMs: 401 }), aCall({ effects, deadlineMs: 403 })];

    await expect(client.read({ text: '' }, short)).rejects.toMatchObject({ code: 'echo.deadline_too_short' });
    expect(read).not.toHaveBeenCalled();
    await expect(client.read({ text: 'a' }, enough)).resolves.toEqual({ text: 'a' });
    await expect(client.write({ text: 'b' }, short)).resolves.toEqual({ text: 'b' });
    for (const call of [short, enough]) call.end();
    await server.close({ graceMs: 0 });
  });

  it('closes within a second of its grace though a peer keeps its connection open', async () => {
    const stuck = { start: async () => ({ address: '' }), drain: () => new Promise<void>(() => undefined) };
    const stop = jest.fn();
    const contracts = [serve(echoContract(), handlers)];
    const server = createServer({ service: 'echo', effects, contracts, transport: { ...stuck, stop } });

    const closed = server.close({ graceMs: 5_000 });
    await effects.time.advance(5_000);
    expect(stop).toHaveBeenCalledTimes(1);
    await effects.time.advance(1_000);

    await closed;
    expect(effects.time.waiting).toBe(0);
  });

  it('leaves no timer behind when it is closed', async () => {
    const { client, server } = await inProcessPair(echoContract(), handlers, { effects });
    const call = aCall({ effects });
    await client.read({ text: '' }, call);
    call.end();

    await server.close({ graceMs: 10_000 });

    expect(effects.time.waiting).toBe(0);
  });
});

describe('callHandler', () => {
  it('ends the call with the answer, or with what the handler throws', async () => {
    const calls: { cancelled: boolean; end(): void }[] = [];
    const good = await callHandler((text: string, call) => (calls.push(call.fork()), text), 'a');
    const bad = callHandler((_: string, call): string => {
      calls.push(call.fork());
      throw new Error('why');
    }, 'a');

    expect(good).toBe('a');
    await expect(bad).rejects.toThrow('why');
    expect(calls.map(({ cancelled }) => cancelled)).toEqual([true, true]);
  });
});

describe('an attribute of a call', () => {
  it('is seen by whatever happens below the call, until something there has its own', () => {
    const user = callAttribute<string>();
    const call = aCall();
    const [child, other] = [call.fork(), call.fork()];
    const grandchild = child.fork();
    user.set(call, 'ann');
    user.set(child, 'ben');

    expect([call, child, grandchild, other].map((at) => user.get(at))).toEqual(['ann', 'ben', 'ben', 'ann']);
    expect(user.get(aCall())).toBeUndefined();
  });
});

describe('interceptors', () => {
  it('are applied once, the first one outermost', () => {
    const named = (name: string) => (_: unknown, next: () => string) => () => `${name}(${next()})`;

    expect(compose([named('a'), named('b')], {} as never, () => 'c')()).toBe('a(b(c))');
    expect(compose([], {} as never, () => 'c')()).toBe('c');
  });
});
