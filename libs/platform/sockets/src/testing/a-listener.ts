import { once } from 'node:events';
import { connect } from 'node:net';

import { realEffects } from '@hansom/platform-context';
import { FakeTime, recordingLogger } from '@hansom/platform-context/testing';
import { tokenVerifier } from '@hansom/platform-identity';
import { aUser, testAuth } from '@hansom/platform-identity/testing';
import { WebSocket } from 'ws';

import { type ServerFrame } from '../frames.ts';
import { SocketListener, type SocketListenerOptions } from '../socket-listener.ts';
import { type OpenedSocket } from '../token-peer.ts';

/** What a spec has opened. */
export const opened: { close(): unknown }[] = [];

export async function closeAll(): Promise<void> {
  for (const one of opened.splice(0).reverse()) await one.close();
}

/** A listener that greets whoever shows a token of its auth, with what it was told. */
export async function aListener(over: Partial<SocketListenerOptions> = {}) {
  const effects = realEffects(new FakeTime().clock, recordingLogger());
  const auth = await testAuth(effects);
  const sessions: OpenedSocket[] = [];
  const acks: number[] = [];
  let gone = 0;
  const listener = new SocketListener({
    ...{ name: 'apps', host: '127.0.0.1', port: 0, path: '/v1/socket', effects },
    tokens: tokenVerifier({ keys: auth.keys, effects }),
    open: (session) => {
      sessions.push(session);
      session.socket.send(hello(session.resume?.epoch === 'one'));
      return { ack: (seq) => void acks.push(seq), closed: () => void (gone += 1) };
    },
    ...over,
  });
  opened.push(listener);
  const { address } = await listener.start();
  const tokenFor = (id = 'rider_1') => auth.tokenFor(aUser({ id, roles: ['RIDER'] }));
  return {
    listener,
    address,
    url: `ws://${address}/v1/socket`,
    sessions,
    acks,
    tokenFor,
    effects,
    gone: () => gone,
  };
}

function hello(resumed: boolean): ServerFrame {
  return { type: 'hello', epoch: 'one', seq: 4, resumed, heartbeatMs: 10_000, now: '', speed: 1 };
}

/** A bare connection, with what it was told. */
export function aSocket(url: string) {
  const socket = new WebSocket(url);
  opened.push({ close: () => socket.terminate() });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const ready = new Promise<void>((resolve) => socket.on('open', () => resolve()));
  const send = async (frame: unknown) => {
    await ready;
    socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  };
  return { socket, closed, send };
}

/** A connection of TCP that says nothing by itself and never ends its side, with what it was told when the other side has. */
export async function aKnock(address: string) {
  const { hostname, port } = new URL(`http://${address}`);
  const stream = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  opened.push({ close: () => stream.destroy() });
  let told = '';
  stream.on('data', (chunk: Buffer) => (told += chunk.toString()));
  stream.on('error', () => undefined); // what a spec looks at is the end
  const ended = new Promise<string>((resolve) => {
    for (const end of ['end', 'close']) stream.on(end, () => resolve(told));
  });
  await once(stream, 'connect');
  return { stream, ended };
}
