import { fakeEffects } from '@hansom/platform-context/testing';
import { aUser } from '@hansom/platform-identity/testing';

import { CLOSE } from './frames.ts';
import { type Socket } from './socket.ts';
import { type OpenedSocket, type SocketSession, TokenPeer } from './token-peer.ts';

/** A client that has shown its token, and what became of its connection. */
async function aPeer(session: Partial<SocketSession> = {}) {
  const effects = fakeEffects();
  const closed: number[] = [];
  const opened: OpenedSocket[] = [];
  const socket: Pick<Socket, 'open' | 'close'> = {
    get open() {
      return closed.length === 0;
    },
    close: (code) => void closed.push(code),
  };
  const peer = new TokenPeer(socket as Socket, {
    tokens: { verify: () => aUser(), revoke: () => undefined },
    effects,
    open: (one) => {
      opened.push(one);
      return { ack: () => undefined, closed: () => undefined, ...session };
    },
  });
  const send = async (frame: unknown) => peer.received(JSON.stringify(frame));
  await send({ type: 'authenticate', token: 'good' });
  return { send, socket, closed, opened };
}

describe('TokenPeer', () => {
  it('hands frames of another kind to the session', async () => {
    const got: unknown[] = [];
    const { send, closed } = await aPeer({ received: (frame) => void got.push(frame) });

    await send({ type: 'mine', n: 1 });
    await send({ type: 'ack', seq: 1 });

    expect([got, closed]).toEqual([[{ type: 'mine', n: 1 }], []]);
  });

  it('tells the session the token that counts now', async () => {
    const { send, opened } = await aPeer();
    expect(opened.map(({ token }) => token())).toEqual(['good']);

    await send({ type: 'authenticate', token: 'newer' });

    expect(opened.map(({ token }) => token())).toEqual(['newer']);
  });

  it('ends a connection with such a frame whose session takes none', async () => {
    const { send, closed } = await aPeer();

    await send({ type: 'mine', n: 1 });

    expect(closed).toEqual([CLOSE.badFrame]);
  });

  it('deals with no frame that came before the connection was ended', async () => {
    const got: unknown[] = [];
    const { send, socket } = await aPeer({ received: (frame) => void got.push(frame) });
    socket.close(CLOSE.tryAgain, '');

    await send({ type: 'mine', n: 1 });

    expect(got).toEqual([]);
  });
});
