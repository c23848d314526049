import { eventually } from '@hansom/platform-context/testing';

import { type Call } from '../../call.ts';
import { talkContract } from '../echo-contract.ts';
import { iteratorOf, textsOf } from './texts.ts';
import { errorOf, type World } from './world.ts';

/** How streams end over any transport, other than well. */
export function streamEnds(world: () => World): void {
  it('throws what a handler throws, after what it yielded before', async () => {
    const read: string[] = [];
    await world().startTalk({
      watch: async function* (request) {
        yield request;
        await eventually(() => read.length === 1);
        throw new Error('secret');
      },
    });

    const stream = world().client(talkContract()).watch({ text: 'a' }, world().root());
    const error = await errorOf(textsOf(stream, read));

    expect(read).toEqual(['a']);
    expect(error).toMatchObject({ kind: 'internal', code: 'talk.internal', description: 'Watch failed' });
    expect(world().failures).toMatchObject([{ error: new Error('secret') }]);
  });

  it('throws where a handler returns no stream, and tells so', async () => {
    await world().startTalk({ watch: (() => ({ text: 'a' })) as never });

    const error = await errorOf(textsOf(world().client(talkContract()).watch({ text: '' }, world().root())));

    expect(error).toMatchObject({ kind: 'internal', code: 'talk.internal' });
    expect(world().failures).toMatchObject([
      { error: new TypeError('a handler of a stream returns an async iterable') },
    ]);
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

    const reader = iteratorOf(world().client(talkContract()).watch({ text: '' }, world().root()));
    await reader.next();
    await reader.return();

    await eventually(() => trail.length === 2);
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
    const stream = iteratorOf(world().client(talkContract()).watch({ text: '' }, call));
    await stream.next();

    const next = stream.next();
    call.cancel();

    expect(await errorOf(next)).toMatchObject({ kind: 'cancelled' });
    await eventually(() => server[0]?.cancelled === true);
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
      textsOf(world().client(talkContract()).watch({ text: '' }, world().root(1_000))),
    );

    expect(error).toMatchObject({ kind: 'deadline_exceeded' });
    await eventually(() => server[0]?.cancelled === true);
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
      await eventually(() => server.length === 1);
      throw new RangeError('mine');
    };

    await expect(textsOf(world().client(talkContract()).chat(talk(), world().root()))).rejects.toThrow(
      'mine',
    );
    await eventually(() => server[0]?.cancelled === true);
  });

  it('returns the generator of the caller when the handler is done first', async () => {
    const text = 'a'.repeat(8 * 1024); // so that little of it is sent ahead
    let returned = false;
    await world().startTalk({
      chat: async function* (requests) {
        for await (const request of requests) return void (yield request);
      },
    });
    const talk = async function* () {
      try {
        for (;;) yield { text };
      } finally {
        returned = true;
      }
    };

    expect(await textsOf(world().client(talkContract()).chat(talk(), world().root()))).toEqual([text]);
    await eventually(() => returned);
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
    const stream = iteratorOf(world().client(talkContract()).watch({ text: '' }, world().root(Infinity)));
    await stream.next();

    const next = errorOf(stream.next());
    const closed = server.close({ graceMs: 60_000 });

    expect(await next).toMatchObject({ kind: 'unavailable', code: 'talk.draining' });
    await closed;
  });
}
