import { type GetResponse, HoldState, SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

import { NO_BAGGAGE } from '../../baggage.ts';
import { rootCall } from '../../call.ts';
import { callAttribute, type ClientInterceptor, type ServerInterceptor } from '../../interceptors.ts';
import { type Call } from '../../call.ts';
import { echoContract } from '../echo-contract.ts';
import { errorOf, type World } from './world.ts';

/** What any transport does with calls that go well. */
export function answers(world: () => World): void {
  it('answers a request with what the handler returns', async () => {
    await world().startEcho({
      read: ({ text }) => ({ text: `${text}, ${text}`, inner: { text: 'ünïcode €🚕' } }),
    });

    const answer = await world().client(echoContract()).read({ text: 'taxi' }, world().root());

    expect(answer).toEqual({ text: 'taxi, taxi', inner: { text: 'ünïcode €🚕' } });
  });

  it('speaks a generated contract, and normalises as the wire does', async () => {
    const expiresAt = new Date(Date.UTC(2026, 0, 5, 8));
    const hold = { id: 'h', placeId: 'p', guestId: 'g', state: HoldState.HELD, version: 1, expiresAt };
    const unused = (): never => {
      throw new Error('unused');
    };
    const get = (): GetResponse => ({ hold: { ...hold, unknownHere: 'dropped' } as typeof hold });
    const handlers = { place: unused, confirm: unused, release: unused, get };
    await world().start(SampleHoldServiceDefinition, handlers, { service: 'sample-hold' });

    const answer = await world().client(SampleHoldServiceDefinition).get({ holdId: 'h' }, world().root());

    expect(answer).toEqual({ hold });
  });

  it('carries an empty message', async () => {
    await world().startEcho({});

    expect(await world().client(echoContract()).write({ text: '' }, world().root())).toEqual({ text: '' });
  });

  it('carries a message of the longest length, and refuses a longer one before it is sent', async () => {
    const seen: number[] = [];
    await world().startEcho({
      read: ({ text }) => {
        seen.push(text.length);
        return { text };
      },
    });
    const client = world().client(echoContract());
    const longest = 'x'.repeat(256 * 1024 - 4); // a tag and a length of three bytes

    const answer = await client.read({ text: longest }, world().root());
    const error = await errorOf(client.read({ text: `${longest}x` }, world().root()));

    expect(answer.text).toBe(longest);
    expect(error).toMatchObject({ kind: 'invalid_argument', code: 'echo.request_too_large' });
    expect(seen).toEqual([longest.length]);
  });

  it('throws at a caller whose request is none', async () => {
    await world().startEcho({});
    const notARequest = null as unknown as { text: string };

    await expect(world().client(echoContract()).read(notARequest, world().root())).rejects.toThrow(
      'what was given to /hansom.echo.v1.EchoService/Read is not its request',
    );
  });

  it('serves many calls at once, each with its own answer', async () => {
    await world().startEcho({ read: async ({ text }, call) => ({ text: `${text} ${call.caller.service}` }) });
    const client = world().client(echoContract(), { from: 'sample-desk' });
    const root = world().root();
    const texts = Array.from({ length: 200 }, (_, i) => String(i));

    const replies = await Promise.all(texts.map((text) => client.read({ text }, root)));

    expect(replies.map(({ text }) => text)).toEqual(texts.map((text) => `${text} sample-desk`));
  });

  it('tells a handler who calls it, for what, and since what', async () => {
    const calls: Call[] = [];
    await world().startEcho({
      repeat: (request, call) => {
        calls.push(call);
        return request;
      },
    });

    await world().client(echoContract(), { from: 'sample-desk' }).repeat({ text: '' }, world().root());

    expect(calls).toMatchObject([{ name: 'echo', caller: { service: 'sample-desk' }, baggage: NO_BAGGAGE }]);
    expect(calls[0]?.endpoint).toMatchObject({
      service: 'echo',
      method: 'Repeat',
      idempotency: 'idempotent',
    });
  });

  it('carries baggage to everything below a call', async () => {
    const baggage = { city: 'GOT', tenancy: 'prod', note: 'a=b; c, ü' };
    const leaf = echoContract({ service: 'leaf' });
    const toLeaf = world().client(leaf, { from: 'echo' });
    await world().startEcho({ read: (request, call) => toLeaf.read(request, call) });
    const seen: unknown[] = [];
    const read = (request: { text: string }, call: Call) => {
      seen.push(call.baggage);
      return request;
    };
    await world().startEcho({ read }, { service: 'leaf', contract: leaf });
    const root = rootCall(world().effects, { name: 'spec', deadlineMs: 3000, baggage });

    await world().client(echoContract()).read({ text: '' }, root);
    root.end();

    expect(seen).toEqual([baggage]);
  });

  it('runs interceptors from the outside in, and carries their headers', async () => {
    const trail: string[] = [];
    const client =
      (name: string): ClientInterceptor =>
      (_, next) =>
      async (request, call) => {
        call.setHeader(`x-${name}`, `from ${name}`);
        trail.push(`> ${name}`);
        const answer = await next(request, call);
        trail.push(`< ${name}`);
        return answer;
      };
    const user = callAttribute<string>();
    const server: ServerInterceptor = (endpoint, next) => (request, call) => {
      trail.push(
        `${endpoint.method}: ${call.header('x-one')}, ${call.header('x-two')}, ${call.header('x-three')}`,
      );
      user.set(call, 'u1');
      return next(request, call);
    };
    const read = (request: { text: string }, call: Call) => ({
      text: `${request.text} ${user.get(call.fork())}`,
    });
    await world().startEcho({ read }, { interceptors: [server] });
    const interceptors = [client('one'), client('two')];

    const answer = await world()
      .client(echoContract(), { interceptors })
      .read({ text: 'hello' }, world().root());

    expect(answer.text).toBe('hello u1');
    expect(trail).toEqual(['> one', '> two', 'Read: from one, from two, undefined', '< two', '< one']);
  });

  it('lets a server interceptor refuse', async () => {
    const refuse: ServerInterceptor = () => (_, call) => {
      throw call.fork({ name: 'guard' }).cancellation() ?? new Error('never');
    };
    await world().startEcho({}, { interceptors: [refuse] });

    expect(await errorOf(world().client(echoContract()).read({ text: '' }, world().root()))).toMatchObject({
      kind: 'internal',
    });
  });
}
