import { eventually } from '@hansom/platform-context/testing';
import { aUser } from '@hansom/platform-identity/testing';

import { connectSocket, type ConnectedSocket } from './connect-socket.ts';
import { type SocketListenerOptions } from './socket-listener.ts';
import { aListener, closeAll, opened } from './testing/a-listener.ts';

afterEach(closeAll);

describe('a client of sockets', () => {
  function aClient(
    url: string,
    token: () => Promise<string>,
    effects: SocketListenerOptions['effects'] & object,
  ) {
    const events: unknown[] = [];
    let resyncs = 0;
    const client: ConnectedSocket = connectSocket({
      ...{ url, token, effects: { ...effects, random: { next: () => 0.5 } as never } },
      event: (event) => void events.push(event),
      resync: () => void (resyncs += 1),
      renewMs: 20,
    });
    opened.push(client);
    return { client, events, resyncs: () => resyncs };
  }

  it('reads the state once, then goes on where it was after every loss', async () => {
    const { url, tokenFor, effects, sessions } = await aListener();
    const { client, events, resyncs } = aClient(url, tokenFor, effects);
    await eventually(() => client.connected);
    sessions[0]?.socket.send({ type: 'event', seq: 5, event: 'booking.assigned', at: '', data: {} });
    await eventually(() => events.length === 1);

    client.drop();
    await eventually(() => sessions.length === 2);

    expect(sessions[1]?.resume).toEqual({ epoch: 'one', lastSeq: 5 });
    await eventually(() => client.connected);
    expect(resyncs()).toBe(1);
  });

  it('shows a newer token when there is one', async () => {
    const good = new Set(['one', 'two']);
    const shown: string[] = [];
    const hold = (token: string) => {
      shown.push(token);
      return { user: aUser(), counts: () => good.has(token) };
    };
    const { url, effects } = await aListener({ tokens: { hold }, lookMs: 20 });
    let present = 'one';
    const { client, resyncs } = aClient(url, async () => present, effects);
    await eventually(() => client.connected);

    present = 'two';
    await eventually(() => shown.includes('two'));
    good.delete('one');
    await new Promise((resolve) => setTimeout(resolve, 100)); // some looks later

    expect(client.connected).toBe(true);
    expect(resyncs()).toBe(1);
  });

  it('comes back when the server was away', async () => {
    const first = await aListener();
    const { client } = aClient(first.url, first.tokenFor, first.effects);
    await eventually(() => client.connected);
    await first.listener.close();
    await eventually(() => !client.connected);

    const port = Number(new URL(first.url).port);
    const hold = () => ({ user: aUser(), counts: () => true });
    const second = await aListener({ port, tokens: { hold } });

    await eventually(() => client.connected);
    expect(second.sessions).toHaveLength(1);
  });

  it('stays away when newer ones took its place', async () => {
    const { url, effects, tokenFor, sessions, listener } = await aListener({ mostOfUser: 1 });
    const first = aClient(url, tokenFor, effects);
    await eventually(() => first.client.connected);

    const second = aClient(url, tokenFor, effects);
    await eventually(() => second.client.connected && listener.count === 1);
    await new Promise((resolve) => setTimeout(resolve, 500)); // longer than the longest first pause

    expect([first.client.connected, second.client.connected, sessions.length]).toEqual([false, true, 2]);
  });
});
