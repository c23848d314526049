import { eventually } from '@hansom/platform-context/testing';

import { type ClientInterceptor } from '../interceptors.ts';
import { type Resolver } from '../transport.ts';
import { AddressBook } from '../testing/address-book.ts';
import { echoContract, talkContract, type Text } from '../testing/echo-contract.ts';
import { iteratorOf } from '../testing/suite/texts.ts';
import { errorOf, World } from '../testing/suite/world.ts';
import { tcpProxy } from '../testing/tcp-proxy.ts';
import { grpcClientTransport } from './client-transport.ts';
import { grpcServerTransport } from './server-transport.ts';

describe('connections over gRPC', () => {
  let world: World;
  let announced: string[];
  let resolver: AddressBook;
  let closers: (() => void)[];

  beforeEach(() => {
    announced = [];
    closers = [];
    resolver = new AddressBook();
    world = worldWith(resolver);
  });

  afterEach(async () => {
    await world.close();
    for (const close of closers) close();
  });

  function worldWith(addresses: Resolver): World {
    return new World({
      server: () => grpcServerTransport(),
      announce: (_, address) => announced.push(address),
      client: () => grpcClientTransport({ resolver: addresses }),
    });
  }

  /** A server that answers with its name; its address. */
  async function start(name: string): Promise<string> {
    await world.startEcho({ read: () => ({ text: name }) });
    return announced.at(-1) ?? '';
  }

  it('go to the addresses that are known now; calls in flight finish where they are', async () => {
    let finish = (): void => undefined;
    const begun: Text[] = [];
    const write = (request: Text): Promise<Text> => {
      begun.push(request);
      return new Promise((resolve) => (finish = () => resolve({ text: 'old' })));
    };
    const old = await world.startEcho({ write });
    resolver.set('echo', announced);
    const client = world.client(echoContract());
    const inFlight = client.write({ text: '' }, world.root());
    await eventually(() => begun.length === 1);

    resolver.set('echo', [await start('new')]);
    const answer = await client.read({ text: '' }, world.root());
    finish();

    expect(answer).toEqual({ text: 'new' });
    expect(await inFlight).toEqual({ text: 'old' });
    await old.close({ graceMs: 60_000 }); // which waits until the client has left it
  });

  it('stay as they are while the addresses stay the same, in whatever order', async () => {
    const begun: Text[] = [];
    await world.startTalk({
      watch: async function* (request) {
        yield request;
        begun.push(request);
        await new Promise(() => undefined);
      },
    });
    const [address = ''] = announced;
    resolver.set('talk', [address, '127.0.0.1:1']);
    const stream = iteratorOf(world.client(talkContract()).watch({ text: '' }, world.root()));
    await stream.next();

    resolver.set('talk', ['127.0.0.1:1', address, address]);

    expect(resolver.watching('talk')).toBe(1);
    await stream.return(undefined);
  });

  it('wait for the first addresses, as long as the call may', async () => {
    const tell: ((addresses: readonly string[]) => void)[] = [];
    world = worldWith({ watch: (_, onChange) => (tell.push(onChange), () => undefined) });
    const client = world.client(echoContract());
    const talk = world.client(talkContract(), { to: 'echo' });
    const early = client.read({ text: '' }, world.root());
    const stream = errorOf(iteratorOf(talk.watch({ text: '' }, world.root())).next());
    const given = errorOf(client.read({ text: '' }, world.root(20)));

    expect(await given).toMatchObject({ kind: 'deadline_exceeded' });
    const address = await start('one');
    for (const onChange of tell) onChange([address]);

    expect(await early).toEqual({ text: 'one' });
    expect(await stream).toMatchObject({ kind: 'unimplemented' });
  });

  it('spread calls over all instances', async () => {
    resolver.set('echo', [await start('a'), await start('b')]);
    const client = world.client(echoContract());
    const seen = new Set<string>();

    await eventually(async () => seen.add((await client.read({ text: '' }, world.root())).text).size === 2);

    expect([...seen].sort()).toEqual(['a', 'b']);
  });

  it('leave a dead instance without an error for what may be tried again', async () => {
    const dies = await world.startEcho({});
    resolver.set('echo', [...announced, await start('lives')]);
    const client = world.client(echoContract());
    await client.read({ text: '' }, world.root());

    const [, ...answers] = await Promise.all([
      dies.close({ graceMs: 0 }),
      ...Array.from({ length: 50 }, () => client.read({ text: '' }, world.root())),
    ]);

    expect(answers).toHaveLength(50);
    expect(await client.read({ text: '' }, world.root())).toEqual({ text: 'lives' });
  });

  it('leave a frozen instance', async () => {
    const frozen = await tcpProxy(await start('frozen'));
    closers.push(() => frozen.close());
    resolver.set('echo', [frozen.address, await start('lives')]);
    const client = world.client(echoContract());
    const seen = new Set<string>();
    await eventually(async () => seen.add((await client.read({ text: '' }, world.root())).text).size === 2);

    frozen.freeze();
    const texts = (): Promise<string[]> =>
      Promise.all(
        Array.from({ length: 10 }, () =>
          client.read({ text: '' }, world.root()).then(({ text }) => text, String),
        ),
      );

    await eventually(async () => (await texts()).every((text) => text === 'lives'));
  });

  it('are watched no longer once they are closed', async () => {
    resolver.set('echo', [await start('a')]);
    const { client, transport } = world.clientOf(echoContract());
    await client.read({ text: '' }, world.root());

    transport.close();

    expect(resolver.watching('echo')).toBe(0);
  });

  it('go to the named instance of a call, and are kept', async () => {
    resolver.set('echo', [await start('any')]);
    resolver.set('i7.echo', [await start('i7')]);
    const client = world.client(echoContract(), { interceptors: [to(({ text }) => text || undefined)] });

    const texts = [];
    for (const name of ['i7.echo', '', 'i7.echo'])
      texts.push((await client.read({ text: name }, world.root())).text);

    expect(texts).toEqual(['i7', 'any', 'i7']);
    expect(resolver.watching('i7.echo')).toBe(1);
    expect(await errorOf(client.write({ text: 'nobody.echo' }, world.root()))).toMatchObject({
      code: 'echo.unavailable',
    });
  });

  it('leave the named instance that was called least recently where there are more than 64', async () => {
    const address = await start('any');
    for (let i = 0; i <= 64; i += 1) resolver.set(`i${i}.echo`, [address]);
    const client = world.client(echoContract(), { interceptors: [to(({ text }) => text)] });
    const call = (name: string) => client.read({ text: name }, world.root());
    for (let i = 0; i < 64; i += 1) await call(`i${i}.echo`); // in their order
    await call('i0.echo');

    await call('i64.echo');

    expect(['i0', 'i1', 'i2', 'i64'].map((name) => resolver.watching(`${name}.echo`))).toEqual([1, 0, 1, 1]);
    expect(await call('i1.echo')).toEqual({ text: 'any' });
  });

  it('go to targets that grpc-js resolves, with the credentials of the service', async () => {
    const [any, named] = [await start('any'), await start('named')];
    const asked: string[] = [];
    const transport = grpcClientTransport({
      target: (name) => (asked.push(name), `ipv4:${name === 'echo' ? any : named}`),
      channelOptions: { 'grpc.enable_channelz': 0 },
    });
    const client = world.client(echoContract(), {
      transport,
      interceptors: [to(({ text }) => text || undefined)],
    });

    const texts = [];
    for (const name of ['', 'i7.echo', 'i7.echo', ''])
      texts.push((await client.read({ text: name }, world.root())).text);
    transport.close();

    expect(texts).toEqual(['any', 'named', 'named', 'any']);
    expect(asked).toEqual(['echo', 'i7.echo']);
    expect(await errorOf(client.write({ text: 'i7.echo' }, world.root()))).toMatchObject({
      kind: 'unavailable',
    });
  });

  it('are one for each two services', () => {
    const transport = grpcClientTransport({ resolver });

    expect(transport.connect('a', 'b')).toBe(transport.connect('a', 'b'));
    expect(transport.connect('a', 'b')).not.toBe(transport.connect('c', 'b'));
    transport.close();
  });
});

/** Sends a call to the instance that its request names. */
function to(nameOf: (request: Text) => string | undefined): ClientInterceptor {
  return (_, next) => (request, call) => {
    const name = nameOf(request as Text);
    if (name !== undefined) call.setTarget(name);
    return next(request, call);
  };
}
