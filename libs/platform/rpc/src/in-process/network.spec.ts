import { fakeEffects, type FakeEffects, settle } from '@hansom/platform-context/testing';

import { type CallScope, rootCall } from '../call.ts';
import { createClient } from '../client.ts';
import { type ClientOf, type HandlersOf } from '../contract.ts';
import { type ClientInterceptor } from '../interceptors.ts';
import { createServer, type RpcServer, serve } from '../server.ts';
import {
  type EchoContract,
  echoContract,
  type TalkContract,
  talkContract,
  type Text,
} from '../testing/echo-contract.ts';
import { iteratorOf, textsOf } from '../testing/suite/texts.ts';
import { errorOf } from '../testing/suite/world.ts';
import { type Deliver, InProcessNetwork, type Leg } from './network.ts';

describe('InProcessNetwork', () => {
  let effects: FakeEffects;
  let legs: Leg[];
  let deliver: Deliver;
  let network: InProcessNetwork;
  let root: CallScope;

  beforeEach(() => {
    effects = fakeEffects();
    legs = [];
    deliver = () => [0];
    network = new InProcessNetwork(effects, (leg) => {
      legs.push(leg);
      return deliver(leg);
    });
    root = rootCall(effects, { name: 'spec', deadlineMs: Infinity });
  });

  function client(interceptors: ClientInterceptor[] = []): ClientOf<EchoContract> {
    const transport = network.clientTransport();
    return createClient(echoContract(), { effects, transport, from: 'spec', interceptors });
  }

  function talk(): ClientOf<TalkContract> {
    return createClient(talkContract(), { effects, transport: network.clientTransport(), from: 'spec' });
  }

  async function start(read: (request: Text) => Text | Promise<Text>, service = 'echo'): Promise<RpcServer> {
    const contracts = [serve(echoContract(), { read, repeat: read, write: read })];
    const server = createServer({ service, effects, contracts, transport: network.serverTransport() });
    await server.start();
    return server;
  }

  async function startTalk(handlers: Partial<HandlersOf<TalkContract>>): Promise<RpcServer> {
    const all: HandlersOf<TalkContract> = {
      watch: (text) => only(text),
      chat: (texts) => texts,
      ...handlers,
    };
    const contracts = [serve(talkContract(), all)];
    const server = createServer({
      service: 'talk',
      effects,
      contracts,
      transport: network.serverTransport(),
    });
    await server.start();
    return server;
  }

  it('gives every instance an address of its own', async () => {
    const servers = [1, 2].map(() =>
      createServer({ service: 'echo', effects, contracts: [], transport: network.serverTransport() }),
    );

    expect([await servers[0]?.start(), await servers[1]?.start()]).toEqual([
      { address: 'in-process:1' },
      { address: 'in-process:2' },
    ]);
  });

  it('calls the instances of a service in turn', async () => {
    for (const name of ['a', 'b', 'c']) await start(() => ({ text: name }));
    const seen = [];

    for (let i = 0; i < 6; i += 1) seen.push((await client().read({ text: '' }, root)).text);

    expect(seen).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
  });

  it('sends a call to the instance that it names', async () => {
    await start(() => ({ text: 'any' }));
    await start(() => ({ text: 'i7' }), 'i7.echo');
    const named: ClientInterceptor = (_, next) => (request, call) => (
      call.setTarget('i7.echo'),
      next(request, call)
    );

    expect(await client([named]).read({ text: '' }, root)).toEqual({ text: 'i7' });
  });

  it('asks for each leg of a call', async () => {
    await start((request) => request);

    await client().read({ text: '' }, root);

    const path = '/hansom.echo.v1.EchoService/Read';
    expect(legs).toEqual(['request', 'answer'].map((kind) => ({ kind, from: 'spec', to: 'echo', path })));
  });

  it('loses, and the call ends with its deadline', async () => {
    const served: Text[] = [];
    await start((request) => (served.push(request), request));
    deliver = ({ kind }) => (kind === 'request' ? [] : [0]);

    const error = errorOf(client().write({ text: '' }, root));
    await effects.time.advance(3000);

    expect(await error).toMatchObject({ kind: 'deadline_exceeded' });
    expect(served).toEqual([]);
  });

  it('delivers late, and out of order', async () => {
    const served: string[] = [];
    await start((request) => (served.push(request.text), request));
    deliver = ({ kind }) => [kind === 'request' && legs.length === 1 ? 30 : 0];

    const late = client().write({ text: 'first' }, root);
    await client().write({ text: 'second' }, root);
    await effects.time.advance(30);
    await late;

    expect(served).toEqual(['second', 'first']);
  });

  it('delivers twice: a handler runs twice, the first answer counts', async () => {
    let served = 0;
    await start(() => ({ text: String((served += 1)) }));
    deliver = () => [0, 5];

    const answer = await client().write({ text: '' }, root);
    await effects.time.advance(5);

    expect([answer.text, served]).toEqual(['1', 2]);
  });

  it('does not begin what was given up before it arrived', async () => {
    const served: Text[] = [];
    await start((request) => (served.push(request), request));
    deliver = ({ kind }) => [kind === 'request' ? 30 : 0];
    const call = root.fork();
    const error = errorOf(client().write({ text: '' }, call));

    call.cancel();
    await effects.time.advance(50);

    expect(await error).toMatchObject({ kind: 'cancelled' });
    expect(served).toEqual([]);
  });

  it('breaks calls and streams off where an instance stops at once', async () => {
    const server = await start(() => new Promise(() => undefined));
    const talking = await startTalk({
      watch: async function* (text) {
        yield text;
        await new Promise(() => undefined);
      },
    });
    const stream = iteratorOf(talk().watch({ text: '' }, root));
    await stream.next();
    const answer = errorOf(client().write({ text: '' }, root));
    const next = errorOf(stream.next());
    await settle();

    const closed = Promise.all([server.close({ graceMs: 10 }), talking.close({ graceMs: 10 })]);
    await effects.time.advance(10);
    await closed;

    expect(await answer).toMatchObject({ kind: 'unavailable', code: 'echo.stopped' });
    expect(await next).toMatchObject({ kind: 'unavailable', code: 'talk.draining' });
  });

  it('keeps the messages of a stream in their order, however late each of them is', async () => {
    await startTalk({
      watch: async function* () {
        for (const text of ['1', '2', '3', '4']) yield { text };
      },
    });
    const delays = [0, 40, 30, 20, 10, 0];
    deliver = ({ kind }) => (kind === 'message' ? [delays.shift() ?? 0] : [0]);

    const texts = textsOf(talk().watch({ text: '' }, root));
    await effects.time.advance(200);

    expect(await texts).toEqual(['1', '2', '3', '4']);
  });

  it('delivers a message of a stream once, however many copies arrive', async () => {
    await startTalk({});
    deliver = ({ kind }) => (kind === 'message' ? [0, 3, 7] : [0]);
    const said = async function* (): AsyncGenerator<Text> {
      yield { text: 'a' };
      yield { text: 'b' };
    };

    const texts = textsOf(talk().chat(said(), root));
    await effects.time.advance(100);

    expect(await texts).toEqual(['a', 'b']);
  });

  it.each([
    ['its opening', 'request', 1],
    ['a request in it', 'message', 1],
    ['an answer in it', 'message', 3],
  ] as const)('breaks a stream for both sides when %s is lost', async (_, kind, nth) => {
    const cancelled: boolean[] = [];
    await startTalk({
      watch: async function* (text, call) {
        call.onCancel(() => cancelled.push(true));
        yield text;
        await new Promise(() => undefined);
      },
    });
    let count = 0;
    deliver = (leg) => (leg.kind === kind && (count += 1) === nth ? [] : [0]);

    const error = await errorOf(textsOf(talk().watch({ text: '' }, root)));
    await settle();

    expect(error).toMatchObject({ kind: 'unavailable', code: 'talk.unavailable' });
    expect(cancelled).toEqual(nth === 3 ? [true] : []);
  });

  it('cancels a handler though its caller cannot tell it to', async () => {
    let cancelled = false;
    await startTalk({
      watch: async function* (text, call) {
        call.onCancel(() => (cancelled = true));
        for (;;) yield text;
      },
    });
    const stream = iteratorOf(talk().watch({ text: '' }, root));
    await stream.next();
    deliver = ({ kind }) => (kind === 'cancel' ? [] : [0]);

    await stream.return(undefined);
    await settle();

    expect(cancelled).toBe(true);
  });

  it('lets a handler wait that yields more than is read, also while its caller leaves', async () => {
    let yielded = 0;
    let returned = false;
    await startTalk({
      watch: async function* (text) {
        try {
          for (;;) {
            yielded += 1;
            yield text;
          }
        } finally {
          returned = true;
        }
      },
    });
    deliver = ({ kind }) => [kind === 'cancel' ? 30 : 0];
    const stream = iteratorOf(talk().watch({ text: '' }, root));
    await stream.next();
    await settle();
    const ahead = yielded;

    await stream.return(undefined);
    await settle();
    const afterLeaving = yielded;
    await effects.time.advance(30);

    expect(ahead).toBe(17); // one was read, sixteen wait
    expect(afterLeaving).toBe(17);
    expect(returned).toBe(true);
  });

  it('leaves no timer behind', async () => {
    await start((request) => request);
    await startTalk({});

    await client().read({ text: '' }, root);
    await textsOf(talk().watch({ text: '' }, root));

    expect(effects.time.waiting).toBe(0);
  });
});

async function* only(text: Text): AsyncGenerator<Text> {
  yield text;
}
