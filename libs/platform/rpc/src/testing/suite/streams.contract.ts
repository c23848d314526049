import { eventually } from '@hansom/platform-context/testing';

import { MAX_WAITING } from '../../transport.ts';
import { echoContract, talkContract, type Text } from '../echo-contract.ts';
import { iteratorOf, textsOf } from './texts.ts';
import { type World } from './world.ts';

/** What any transport does with streams that go well. */
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
      await eventually(() => heard.length === 1);
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
    expect(remaining[1]).toBeLessThanOrEqual(3000);
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
    const stream = iteratorOf(world().client(talkContract()).watch({ text: '' }, world().root()));

    await stream.next();
    await world().quiet(() => yielded);

    expect(yielded).toBeLessThanOrEqual(3 * MAX_WAITING);
    await stream.return();
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
    const stream = iteratorOf(world().client(talkContract()).chat(talk(), world().root()));

    await stream.next();
    await world().quiet(() => said);

    expect(said).toBeLessThanOrEqual(3 * MAX_WAITING);
    await stream.return();
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

async function* once(text: Text): AsyncGenerator<Text> {
  yield text;
}
