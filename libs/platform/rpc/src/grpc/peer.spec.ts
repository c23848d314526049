import { Client, type ChannelCredentials } from '@grpc/grpc-js';
import { type PeerCertificate } from 'node:tls';

import { type Caller } from '../call.ts';
import { type ClientInterceptor } from '../interceptors.ts';
import { AddressBook } from '../testing/address-book.ts';
import { testSecurity, type TestSecurity } from '../testing/certificates.ts';
import { echoContract, Text } from '../testing/echo-contract.ts';
import { World } from '../testing/suite/world.ts';
import { tcpProxy } from '../testing/tcp-proxy.ts';
import { type ServerTransport } from '../transport.ts';
import { grpcClientTransport } from './client-transport.ts';
import { callersBy } from './peer.ts';
import { grpcServerTransport } from './server-transport.ts';

describe('who calls over gRPC', () => {
  let security: TestSecurity;
  let world: World;
  let resolver: AddressBook;
  let identified: string[];
  let seen: Caller[];

  beforeAll(async () => {
    security = await testSecurity(['echo', 'a', 'b']);
  });

  beforeEach(async () => {
    identified = [];
    seen = [];
    resolver = new AddressBook();
    const identify = ({ subject }: PeerCertificate): Caller => {
      identified.push(subject.CN);
      return { service: subject.CN };
    };
    world = new World({
      server: (service) => grpcServerTransport({ credentials: security.server(service), identify }),
      announce: (service, address) => resolver.set(service, [address]),
      client: (from) => grpcClientTransport({ resolver, credentials: () => security.client(from) }),
    });
    await world.startEcho({ read: (request, call) => (seen.push(call.caller), request) });
  });

  afterEach(() => world.close());

  it('is asked once a connection, whatever comes over it', async () => {
    const client = world.client(echoContract(), { from: 'a' });

    for (let i = 0; i < 20; i += 1) await client.read({ text: '' }, world.root());

    expect(identified).toEqual(['a']);
    expect(seen).toEqual(Array.from({ length: 20 }, () => ({ service: 'a' })));
  });

  it('is asked anew for a new connection from the same address and port', async () => {
    const [address = ''] = resolver.get('echo');
    const proxy = await tcpProxy(address, { samePort: true });
    await call(proxy.address, security.client('a'));
    await proxy.reset();
    await call(proxy.address, security.client('b'));
    proxy.close();

    expect(new Set(proxy.ports).size).toBe(1);
    expect(proxy.ports).toHaveLength(2);
    expect(seen).toEqual([{ service: 'a' }, { service: 'b' }]);
  });

  it('does not believe what a caller says of itself', async () => {
    const lie: ClientInterceptor = (_, next) => (request, call) => {
      call.setHeader('x-hansom-caller', 'b');
      return next(request, call);
    };

    await world.client(echoContract(), { from: 'a', interceptors: [lie] }).read({ text: '' }, world.root());

    expect(seen).toEqual([{ service: 'a' }]);
  });

  it('is nobody over a connection without certificates, or without anyone to ask', async () => {
    const plain = worldWith(() => grpcServerTransport({ identify: () => ({ service: 'never' }) }));
    const unasked = worldWith((service) => grpcServerTransport({ credentials: security.server(service) }));
    await plain.startEcho({ read: (request, call) => (seen.push(call.caller), request) });
    await plain.client(echoContract()).read({ text: '' }, world.root());
    await plain.close();
    await unasked.startEcho({ read: (request, call) => (seen.push(call.caller), request) });
    await unasked.client(echoContract(), { from: 'a' }).read({ text: '' }, world.root());
    await unasked.close();

    expect(seen).toEqual([{}, {}]);
  });

  it('is read off each call where grpc-js does not show its connection', () => {
    const certificate = { subject: { CN: 'a' } } as unknown as PeerCertificate;
    const callerOf = callersBy(({ subject }) => (identified.push(subject.CN), { service: subject.CN }));
    const call = { getAuthContext: () => ({ sslPeerCertificate: certificate }) };

    expect([callerOf(call), callerOf(call)]).toEqual([{ service: 'a' }, { service: 'a' }]);
    expect(identified).toEqual(['a', 'a']);
  });

  function worldWith(server: (service: string) => ServerTransport): World {
    return new World({
      server,
      announce: (service, address) => resolver.set(service, [address]),
      client: (from) =>
        grpcClientTransport({
          resolver,
          credentials: from === 'spec' ? undefined : () => security.client(from),
        }),
    });
  }
});

/** One call over a connection of its own. */
function call(address: string, credentials: ChannelCredentials): Promise<void> {
  const client = new Client(address, credentials, { 'grpc.use_local_subchannel_pool': 1 });
  return new Promise((resolve, reject) => {
    const encode = (text: Text): Buffer => Buffer.from(Text.encode(text).finish());
    client.makeUnaryRequest(
      '/hansom.echo.v1.EchoService/Read',
      encode,
      (bytes) => Text.decode(bytes),
      { text: '' },
      (error) => {
        client.close();
        if (error) reject(error);
        else resolve();
      },
    );
  });
}
