import { fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import {
  createClient,
  createServer,
  type HandlersOf,
  InProcessNetwork,
  rootCall,
  serve,
} from '@hansom/platform-rpc';
import { type TalkContract, talkContract, type Text } from '@hansom/platform-rpc/testing';

import { aTelemetry } from './testing/index.ts';
import { type Span } from './trace/span.ts';

async function world(watch: HandlersOf<TalkContract>['watch']) {
  const effects = fakeEffects();
  const network = new InProcessNetwork(effects);
  const spans: Span[] = [];
  const [server, client] = [
    aTelemetry({ name: 'talk', effects, spans }),
    aTelemetry({ name: 'desk', effects, spans }),
  ];
  const contract = talkContract();
  await createServer({
    service: 'talk',
    effects,
    contracts: [serve(contract, { watch, chat: (requests) => requests })],
    transport: network.serverTransport(),
    interceptors: [server.serverInterceptor],
  }).start();
  const talk = createClient(contract, {
    effects,
    from: 'desk',
    transport: network.clientTransport(),
    interceptors: [client.clientInterceptor],
    attemptInterceptors: [client.attemptInterceptor],
  });
  const root = rootCall(effects, { name: 'desk', deadlineMs: Infinity });
  return { effects, spans, server, client, talk, root };
}

async function textsOf(stream: AsyncIterable<Text>): Promise<string[]> {
  const texts: string[] = [];
  for await (const { text } of stream) texts.push(text);
  return texts;
}

async function* three(): AsyncGenerator<Text> {
  yield { text: '1' };
  yield { text: '2' };
  yield { text: '3' };
}

describe('a stream', () => {
  it('is traced from its opening to its end, and counted when it is open', async () => {
    const { talk, root, spans, server, effects } = await world(async function* () {
      yield { text: 'first' };
      await effects.timers.sleep(60_000);
      yield { text: 'last' };
    });
    const reading = textsOf(talk.watch({ text: '' }, root));

    await effects.time.advance(1000);
    const [open] = server.rates.endpoints();
    const early = spans.length;
    await effects.time.advance(60_000);

    expect(await reading).toEqual(['first', 'last']);
    expect(open).toMatchObject({ success: { count: 1 }, latency: { count: 1, meanMs: 0 } });
    expect(early).toBe(0);
    const lengths = spans.map(({ startedAt, endedAt }) => (endedAt ?? 0) - startedAt);
    expect(lengths).toEqual([60_000, 60_000, 60_000]);
    expect(server.rates.endpoints()).toMatchObject([{ success: { count: 1 } }]);
  });

  it('is a failure when it never opened', async () => {
    const { talk, root, spans, server, client } = await world(() => {
      throw new HansomError('unavailable', 'talk.closed', { description: '' });
    });

    await expect(textsOf(talk.watch({ text: '' }, root))).rejects.toMatchObject({ code: 'talk.closed' });

    expect(server.rates.endpoints()).toMatchObject([{ failure: { count: 1 } }]);
    expect(client.rates.edges()).toMatchObject([{ failure: { count: 1 } }]);
    expect(spans.map(({ failed }) => failed)).toEqual([true, true, true]);
  });

  it('that breaks later keeps its place in the rates, and its span tells', async () => {
    const { talk, root, spans, server } = await world(async function* () {
      yield { text: '1' };
      throw new HansomError('aborted', 'talk.lost', { description: '' });
    });

    await expect(textsOf(talk.watch({ text: '' }, root))).rejects.toMatchObject({ code: 'talk.lost' });

    expect(server.rates.endpoints()).toMatchObject([{ success: { count: 1 }, callersFault: { count: 0 } }]);
    expect(spans.map(({ attributes }) => attributes['error.type'])).toEqual([
      'talk.lost',
      'talk.lost',
      'talk.lost',
    ]);
  });

  it('that its reader leaves ends everywhere, and reaches its source', async () => {
    let left = false;
    const { talk, root, spans, effects } = await world(async function* (_, call) {
      try {
        yield* three();
        await effects.timers.sleep(1e9, call.signal);
      } finally {
        left = true;
      }
    });

    for await (const message of talk.watch({ text: '' }, root)) {
      if (message.text === '2') break;
    }
    await effects.time.advance(10);

    expect(left).toBe(true);
    expect(spans).toHaveLength(3);
  });

  it('goes both ways', async () => {
    const { talk, root, spans } = await world(three);

    const texts = await textsOf(talk.chat(three(), root));

    expect(texts).toEqual(['1', '2', '3']);
    expect(spans.map(({ failed }) => failed)).toEqual([false, false, false]);
  });
});
