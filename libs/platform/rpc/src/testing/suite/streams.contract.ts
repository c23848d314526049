import { type Call } from '../../call.ts';
import { MAX_WAITING } from '../../transport.ts';
import { echoContract, talkContract, type Text } from '../echo-contract.ts';
import { errorOf, type World } from './world.ts';

/** What any transport does with streams. */
export function streams(world: () => World): void {
  it('carries all that a handler yields, in its order, to the end', async () => {
    await world().startTalk({
      watch: async function* ({ text }) {
        for (let i = 0; i < 100; i += 1) yield { text: `${text} ${i}` };
      },
    });

    const texts = await textsOf(world().client(talkContract()).watch({ text: 'fix' }, world().root()));

    expect(texts).toEqual(Array.from({ length: 100 }, (_, i) => `fix ${i}`));
  });

  it('carries an empty stream', async () => {
    await world().startTalk({});

    expect(await textsOf(world().client(talkContract()).watch({ text: '' }, world().root()))).toEqual([]);
  });

  it('carries messages both ways, each answered before the next is sent', async () => {
    await world().startTalk({});
    const heard: string[] = [];
    const said = async function* () {
      yield { text: 'one' };
      await world().until(() => heard.length === 1);
      yield { text: 'two' };
    };

    for await (const { text } of world().client(talkContract()).chat(said(), world().root()))
      heard.push(text);

    expect(heard).toEqual(['one', 'two']);
  });

  it('tells both sides who calls, and what it is about', async () => {
    const seen: unknown[] = [];
    await world().startTalk({
      watch: async function* (request, call) {
        seen.push([call.endpoint?.method, call.caller.service]);
        yield request;
      },
    });

    await textsOf(world().client(talkContract(), { from: 'desk' }).watch({ text: '' }, world().root()));

    expect(seen).toEqual([['Watch', 'desk']]);
  });

  it('throws what a handler throws, after what it yielded before', async () => {
    await world().startTalk({
      watch: async function* (request, call) {
        yield request;
        await world().until(() => read.length === 1);
        yield* call.fork({ name: 'guard' }).cancelled ? [] : failing();
      },
    });
    const read: string[] = [];

    const error = await errorOf(
      (async () => {
        for await (const { text } of world().client(talkContract()).watch({ text: 'a' }, world().root()))
          read.push(text);
      })(),
    );

    expect(read).toEqual(['a']);
    expect(error).toMatchObject({ kind: 'internal', code: 'talk.internal', description: 'Watch failed' });
    expect(world().failures).toMatchObject([{ error: new Error('secret') }]);
  });

  it('gives a stream up when its reader leaves: the handler is cancelled and its generator returned', async () => {
    const trail: string[] = [];
    await world().startTalk({
      watch: async function* (request, call) {
        call.onCancel(() => trail.push('cancelled'));
        try {
          for (;;) yield request;
        } finally {
          trail.push('returned');
        }
      },
    });

    for await (const _ of world().client(talkContract()).watch({ text: '' }, world().root())) break;

    await world().until(() => trail.length === 2);
    expect(trail.sort()).toEqual(['cancelled', 'returned']);
  });

  it('ends with its call: at once, with the reason', async () => {
    const server: Call[] = [];
    await world().startTalk({
      watch: async function* (request, call) {
        server.push(call);
        yield request;
        await new Promise(() => undefined);
      },
    });
    const call = world().root(Infinity);
    const stream = world().client(talkContract()).watch({ text: '' }, call)[Symbol.asyncIterator]();
    await stream.next();

    const next = stream.next();
    call.cancel();

    expect(await errorOf(next)).toMatchObject({ kind: 'cancelled' });
    await world().until(() => server[0]?.cancelled === true);
  });

  it('lives as long as its call, and what is called below it has a budget of its own', async () => {
    const remaining: number[] = [];
    await world().startEcho({
      read: (request, call) => {
        remaining.push(call.remaining());
        return request;
      },
    });
    const toEcho = world().client(echoContract(), { from: 'talk' });
    await world().startTalk({
      watch: async function* (request, call) {
        remaining.push(call.remaining());
        yield await toEcho.read(request, call);
      },
    });

    await textsOf(world().client(talkContract()).watch({ text: '' }, world().root(Infinity)));

    expect(remaining[0]).toBe(Infinity);
    expect(remaining[1]).toBeLessThanOrEqual(500);
  });

  it('ends at its deadline on both sides', async () => {
    const server: Call[] = [];
    await world().startTalk({
      // eslint-disable-next-line require-yield -- it never comes to it
      watch: async function* (_, call) {
        server.push(call);
        await new Promise(() => undefined);
      },
    });

    const error = await errorOf(
      textsOf(world().client(talkContract()).watch({ text: '' }, world().root(50))),
    );

    expect(error).toMatchObject({ kind: 'deadline_exceeded' });
    await world().until(() => server[0]?.cancelled === true);
  });

  it('lets nobody run ahead of a reader who does not read', async () => {
    let yielded = 0;
    await world().startTalk({
      watch: async function* () {
        for (;;) {
          yielded += 1;
          yield { text: 'x'.repeat(100_000) };
        }
      },
    });
    const stream = world().client(talkContract()).watch({ text: '' }, world().root())[Symbol.asyncIterator]();

    await stream.next();
    await world().effects.timers.sleep(100);

    expect(yielded).toBeLessThanOrEqual(3 * MAX_WAITING);
    await stream.return?.();
  });

  it('lets no caller run ahead of a handler who does not read', async () => {
    await world().startTalk({
      chat: async function* () {
        yield { text: 'hello' };
        await new Promise(() => undefined);
      },
    });
    let said = 0;
    const talk = async function* () {
      for (;;) {
        said += 1;
        yield { text: 'x'.repeat(100_000) };
      }
    };
    const stream = world().client(talkContract()).chat(talk(), world().root())[Symbol.asyncIterator]();

    await stream.next();
    await world().effects.timers.sleep(100);

    expect(said).toBeLessThanOrEqual(3 * MAX_WAITING);
    await stream.return?.();
  });

  it('throws what the messages of the caller throw, and gives the stream up', async () => {
    const server: Call[] = [];
    await world().startTalk({
      chat: (requests, call) => {
        server.push(call);
        return requests;
      },
    });
    const talk = async function* () {
      yield { text: '' };
      throw new RangeError('mine');
    };

    await expect(textsOf(world().client(talkContract()).chat(talk(), world().root()))).rejects.toThrow(
      'mine',
    );
    await world().until(() => server[0]?.cancelled === true);
  });

  it('returns the generator of the caller when the handler is done first', async () => {
    let returned = false;
    await world().startTalk({
      chat: async function* (requests) {
        for await (const request of requests) return void (yield request);
      },
    });
    const talk = async function* () {
      try {
        for (;;) yield { text: 'a' };
      } finally {
        returned = true;
      }
    };

    expect(await textsOf(world().client(talkContract()).chat(talk(), world().root()))).toEqual(['a']);
    await world().until(() => returned);
  });

  it('refuses a message that is too long, whoever sends it', async () => {
    const long = { text: 'x'.repeat(256 * 1024) };
    await world().startTalk({
      watch: async function* () {
        yield long;
      },
    });
    const client = world().client(talkContract());

    const answered = await errorOf(textsOf(client.watch({ text: '' }, world().root())));
    const asked = await errorOf(textsOf(client.watch(long, world().root())));

    expect(answered).toMatchObject({ kind: 'internal', code: 'talk.response_too_large' });
    expect(asked).toMatchObject({ kind: 'invalid_argument', code: 'talk.request_too_large' });
  });

  it('ends open streams at once when the server drains, as something that can be opened again', async () => {
    const server = await world().startTalk({
      watch: async function* (request) {
        yield request;
        await new Promise(() => undefined);
      },
    });
    const stream = world()
      .client(talkContract())
      .watch({ text: '' }, world().root(Infinity))
      [Symbol.asyncIterator]();
    await stream.next();

    const next = errorOf(stream.next());
    const closed = server.close({ graceMs: 60_000 });

    expect(await next).toMatchObject({ kind: 'unavailable', code: 'talk.draining' });
    await closed;
  });

  it('runs interceptors at the opening', async () => {
    const trail: string[] = [];
    await world().startTalk(
      { watch: (request) => once(request) },
      {
        interceptors: [
          (endpoint, next) => (request, call) => {
            trail.push(
              `serve ${endpoint.kind} ${(request as Text).text} ${call.header('x-a')} ${call.header('x-b')}`,
            );
            return next(request, call);
          },
        ],
      },
    );
    const client = world().client(talkContract(), {
      interceptors: [
        (_, next) => async (request, call) => {
          call.setHeader('x-a', 'A');
          const answers = await next(request, call);
          trail.push('opened');
          return answers;
        },
      ],
      attemptInterceptors: [
        (_, next) => (request, call) => {
          call.setHeader('x-b', 'B');
          return next(request, call);
        },
      ],
    });

    await textsOf(client.watch({ text: 'hi' }, world().root()));

    expect(trail.sort()).toEqual(['opened', 'serve server_stream hi A B']);
  });
}

async function textsOf(stream: AsyncIterable<Text>): Promise<string[]> {
  const texts: string[] = [];
  for await (const { text } of stream) texts.push(text);
  return texts;
}

// eslint-disable-next-line require-yield -- it never comes to it
async function* failing(): AsyncGenerator<Text> {
  throw new Error('secret');
}

async function* once(text: Text): AsyncGenerator<Text> {
  yield text;
}
