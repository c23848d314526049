import { fakeEffects } from '@hansom/platform-context/testing';
import { aUser } from '@hansom/platform-identity/testing';

import { CLOSE } from './frames.ts';
import { type Socket } from './socket.ts';
import { type OpenedSocket, type SocketSession, tokenPeers } from './token-peer.ts';

/** A client that has shown its token, and what became of its connection. */
async function aPeer(session: Partial<SocketSession> = {}) {
  const effects = fakeEffects();
  const closed: number[] = [];
  const opened: OpenedSocket[] = [];
  const tokens = { held: 0, count: true };
  const socket: Pick<Socket, 'open' | 'close'> = {
    get open() {
      return closed.length === 0;
    },
    close: (code) => void closed.push(code),
  };
  const peer = tokenPeers({
    tokens: {
      hold: () => {
        tokens.held += 1;
        return { user: aUser(), counts: () => tokens.count };
      },
    },
    effects,
    open: (one) => {
      opened.push(one);
      return { ack: () => undefined, closed: () => undefined, ...session };
    },
  })(socket as Socket);
  const send = async (frame: unknown) => peer.received(JSON.stringify(frame));
  await send({ type: 'authenticate', token: 'good' });
  return { send, socket, closed, opened, tokens, time: effects.time };
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

  it('verifies a token once, and within five seconds ends a connection whose token counts no more', async () => {
    const { closed, tokens, time } = await aPeer();
    await time.advance(3_600_000);
    expect([closed, tokens.held]).toEqual([[], 1]);

    tokens.count = false;
    await time.advance(5_000);

    expect([closed, tokens.held]).toEqual([[CLOSE.unauthenticated], 1]);
  });

  it('deals with no frame that came before the connection was ended', async () => {
    const got: unknown[] = [];
    const { send, socket } = await aPeer({ received: (frame) => void got.push(frame) });
    socket.close(CLOSE.tryAgain, '');

    await send({ type: 'mine', n: 1 });

    expect(got).toEqual([]);
  });
});
