import { fakeEffects } from '@hansom/platform-context/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { memoryRateLimiter } from '@hansom/platform-limits';
import { type DriverFixes } from '@hansom/proto-position-tracker';

import { positionSessions } from './position-sockets.ts';

const FRAME = {
  type: 'positions',
  fixes: [{ seq: 1, at: '2026-11-28T05:00:00.000Z', position: { lat: 57.7, lng: 11.97 }, accuracyMetres: 5 }],
};

/** A gateway that keeps connections of drivers, and what was sent on. */
function aGateway() {
  const effects = fakeEffects();
  const sent: DriverFixes[] = [];
  const positions = {
    send: async (_: string, fixes: DriverFixes) => {
      sent.push(fixes);
      return { driverId: fixes.driverId, ackSeq: 1n, acceptedCount: 1, refused: [], nextIntervalMs: 5_000 };
    },
    close: async () => undefined,
    depth: 0,
  };
  const rateLimiter = memoryRateLimiter(effects);
  const open = positionSessions({ positions, gateway: 'driver', rateLimiter, effects, heartbeatMs: 30_000 });
  return { connected, sent, effects };

  /** A connection whose app sends so many frames, the next one when the last was dealt with. */
  function connected(driver: string) {
    const acks: unknown[] = [];
    const socket = {
      open: true,
      close: () => void (socket.open = false),
      sendText: (text: string | Buffer) => acks.push(text) > 0,
    };
    const user = aUser({ id: driver, roles: ['DRIVER'], city: 'got' });
    const session = open({ socket, user });
    acks.length = 0; // without the hello
    const send = async (count: number): Promise<void> => {
      for (let i = 0; i < count && socket.open; i++) await session.received?.(FRAME); // as the listener has it
    };
    return { acks, socket, send };
  }
}

describe('positionSessions', () => {
  it('has frames of a driver wait beyond sixty in ten seconds, over however many connections they come', async () => {
    const { connected, effects } = aGateway();
    const [one, other, somebodyElse] = [connected('driver_1'), connected('driver_1'), connected('driver_2')];
    const sending = Promise.all([one.send(40), other.send(40), somebodyElse.send(40)]);
    await effects.time.advance(0);
    const atOnce = [one.acks.length + other.acks.length, somebodyElse.acks.length];

    await effects.time.advance(5_000);
    await sending;

    expect(atOnce).toEqual([60, 40]);
    expect([one.acks.length, other.acks.length]).toEqual([40, 40]);
  });

  it('sends nothing on for a connection that ended meanwhile', async () => {
    const { connected, effects, sent } = aGateway();
    const { socket, send } = connected('driver_1');
    const sending = send(61);
    await effects.time.advance(0);

    socket.close();
    await effects.time.advance(5_000);
    await sending;

    expect(sent).toHaveLength(60);
  });
});
