import { BinaryWriter } from '@bufbuild/protobuf/wire';
import { Client, credentials, Metadata, status } from '@grpc/grpc-js';

import { AddressBook } from '../testing/address-book.ts';
import { Text } from '../testing/echo-contract.ts';
import { World } from '../testing/suite/world.ts';
import { grpcClientTransport } from './client-transport.ts';
import { grpcServerTransport } from './server-transport.ts';

/** What comes over the wire from those who do not keep to the contract. */
describe('a gRPC server', () => {
  let world: World;
  let client: Client;
  let served: unknown[];
  let resolver: AddressBook;

  beforeEach(async () => {
    resolver = new AddressBook();
    world = new World({
      server: () => grpcServerTransport(),
      announce: (service, address) => resolver.set(service, [address]),
      client: () => grpcClientTransport({ resolver }),
    });
    served = [];
    const count = (request: Text): Text => (served.push(request), request);
    await world.startEcho({ read: count });
    await world.startTalk({});
    client = new Client(resolver.get('echo')[0] ?? '', credentials.createInsecure());
  });

  afterEach(async () => {
    client.close();
    await world.close();
  });

  it.each([
    ['garbage', Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff])],
    ['a truncated message', Buffer.from(Text.encode({ text: 'hello' }).finish().subarray(0, 4))],
    ['bytes after the message', Buffer.from([10, 1, 65, 0x0c, 1, 2])],
    ['a string that is not UTF-8', Buffer.from([10, 2, 0xc3, 0x28])],
    ['messages that are nested too deeply', nested(70_000)],
  ])('refuses %s, and goes on', async (_, bytes) => {
    const answer = await send('/hansom.echo.v1.EchoService/Read', bytes);

    expect(answer).toMatchObject({ code: status.INVALID_ARGUMENT });
    expect(served).toEqual([]);
    expect(await send('/hansom.echo.v1.EchoService/Read', valid)).toEqual({ text: 'hello' });
    expect(world.failures).toEqual([]);
  });

  it('refuses a message that is too long, and goes on', async () => {
    const answer = await send('/hansom.echo.v1.EchoService/Read', Buffer.alloc(256 * 1024 + 1));

    expect(answer).toMatchObject({ code: status.RESOURCE_EXHAUSTED });
    expect(await send('/hansom.echo.v1.EchoService/Read', valid)).toEqual({ text: 'hello' });
  });

  it.each(['/hansom.echo.v1.EchoService/Nothing', '/nobody/Read', '/'])('does not serve %s', async (path) => {
    expect(await send(path, valid)).toMatchObject({ code: status.UNIMPLEMENTED });
  });

  it.each([9, 70])('refuses %d KB of metadata, and goes on', async (kilobytes) => {
    const metadata = new Metadata();
    for (let i = 0; i < kilobytes; i += 1) metadata.set(`x-${i}`, 'x'.repeat(1024));

    expect(await send('/hansom.echo.v1.EchoService/Read', valid, metadata)).toHaveProperty('code');
    expect(served).toEqual([]);
    expect(await send('/hansom.echo.v1.EchoService/Read', valid)).toEqual({ text: 'hello' });
  });

  it('takes metadata below the limit', async () => {
    const metadata = new Metadata();
    metadata.set('x-long', 'x'.repeat(7 * 1024));

    expect(await send('/hansom.echo.v1.EchoService/Read', valid, metadata)).toEqual({ text: 'hello' });
  });

  it('carries on without baggage that makes no sense, and without a deadline', async () => {
    const metadata = new Metadata();
    metadata.set('baggage', '=;,%%%,a=%E0%A4%A');

    expect(await send('/hansom.echo.v1.EchoService/Read', valid, metadata)).toEqual({ text: 'hello' });
  });

  it('refuses garbage in a stream, and metadata that is too long', async () => {
    const [address = ''] = resolver.get('talk');
    const talk = new Client(address, credentials.createInsecure());

    const garbage = await stream(talk, new Metadata());
    const long = new Metadata();
    long.set('x-long', 'x'.repeat(9 * 1024));
    const tooMuch = await stream(talk, long);
    talk.close();

    expect([garbage, tooMuch]).toEqual([status.INVALID_ARGUMENT, status.RESOURCE_EXHAUSTED]);
  });

  const valid = Buffer.from(Text.encode({ text: 'hello' }).finish());

  function send(path: string, bytes: Buffer, metadata = new Metadata()): Promise<unknown> {
    return new Promise((resolve) => {
      client.makeUnaryRequest(
        path,
        asIs,
        (answer) => Text.decode(answer),
        bytes,
        metadata,
        (error, answer) => resolve(error ?? answer),
      );
    });
  }

  function stream(talk: Client, metadata: Metadata): Promise<number> {
    return new Promise((resolve) => {
      const call = talk.makeBidiStreamRequest('/hansom.talk.v1.TalkService/Chat', asIs, asIs, metadata);
      call.on('error', () => undefined).on('data', () => undefined);
      call.on('status', ({ code }) => resolve(code));
      call.write(Buffer.from([0xff]));
    });
  }
});

function asIs(bytes: Buffer): Buffer {
  return bytes;
}

/** A text within a text within a text. */
function nested(depth: number): Buffer {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let i = 0; i < depth && length < 250_000; i += 1) {
    const head = new BinaryWriter().uint32(18).uint32(length).finish();
    parts.push(head);
    length += head.length;
  }
  return Buffer.concat(parts.reverse());
}
