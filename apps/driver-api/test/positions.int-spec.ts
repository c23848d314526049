import { type User } from '@hansom/platform-identity';
import { aUser } from '@hansom/platform-identity/testing';
import { type BootedServices, bootServices, freePort } from '@hansom/platform-runtime/testing';
import { CLOSE } from '@hansom/platform-sockets';
import { WebSocket } from 'ws';

import { driverApi } from '../src/service.ts';
import { aPositionTracker } from './a-position-tracker.ts';

function aDriver(n: number): User {
  return aUser({ id: `driver_${n}`, roles: ['DRIVER'], city: 'got' });
}

function aFix(seq: number, lat = 57.7) {
  return { seq, at: new Date(seq * 1_000).toISOString(), position: { lat, lng: 11.97 }, accuracyMetres: 5 };
}

const GOOD = { type: 'positions', fixes: [aFix(1)] };

describe('positions', () => {
  const tracker = aPositionTracker();
  const opened: WebSocket[] = [];
  let running: BootedServices;
  let origin: string;

  beforeAll(async () => {
    const port = await freePort();
    origin = `127.0.0.1:${port}`;
    const env = { HANSOM_DRIVER_API_PORT: String(port) };
    running = await bootServices([tracker.definition, driverApi], { env });
  });

  beforeEach(() => {
    tracker.got.length = 0;
    tracker.state.away = false;
  });

  afterEach(() => {
    for (const socket of opened.splice(0)) socket.terminate();
  });

  afterAll(() => running.close());

  async function post(fixes: unknown[], user = aDriver(1)) {
    const response = await fetch(`http://${origin}/v1/positions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await running.tokenFor(user)}`,
      },
      body: JSON.stringify({ fixes }),
    });
    const { status, headers } = response;
    const remaining = Number(headers.get('ratelimit-remaining'));
    return { status, remaining, body: (await response.json()) as unknown };
  }

  /** A connection that has shown its token, with what it is told. */
  async function connected(user = aDriver(1)) {
    const socket = new WebSocket(`ws://${origin}/v1/positions/socket`);
    opened.push(socket);
    const told: { type: string; ackSeq?: number }[] = [];
    socket.on('message', (data) => told.push(JSON.parse(String(data))));
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.on('open', resolve));
    const send = (frame: unknown) => socket.send(JSON.stringify(frame));
    send({ type: 'authenticate', token: await running.tokenFor(user) });
    const acks = () => told.filter(({ type }) => type === 'ack').map(({ ackSeq }) => ackSeq);
    return { socket, told, closed, send, acks };
  }

  it('come as an HTTP request, and each one is judged by itself', async () => {
    const answer = await post([aFix(1), aFix(2, 91), { ...aFix(3), speedMetresPerSecond: 1e300 }]);

    expect(answer).toMatchObject({
      status: 202,
      body: { ackSeq: 3, accepted: 2, refused: [{ reason: 'INVALID', count: 1 }], nextIntervalMs: 5_000 },
    });
  });

  it('come over a socket that is kept, frame after frame', async () => {
    const { told, send, acks } = await connected();

    for (const n of [1, 3, 5]) send({ type: 'positions', fixes: [aFix(n), aFix(n + 1)] });

    await running.eventually(() => acks().length === 3);
    expect(told[0]).toMatchObject({ type: 'hello', speed: 1 });
    expect(told[1]).toEqual({ type: 'ack', ackSeq: 2, accepted: 2, refused: [], nextIntervalMs: 5_000 });
    expect(acks()).toEqual([2, 4, 6]);
    expect(tracker.got.every(({ city }) => city === 'got')).toBe(true);
  });

  it('are counted together, whichever way they come', async () => {
    const driver = aDriver(9);
    const { send, acks } = await connected(driver);
    for (let n = 1; n <= 60; n++) send({ type: 'positions', fixes: [aFix(n)] });
    await running.eventually(() => acks().length === 60);

    const { remaining } = await post([aFix(61)], driver);

    expect(remaining).toBeLessThan(59); // of 60, had the frames counted for nothing
  });

  it('go on together, whichever way and over however many connections they came', async () => {
    const drivers = Array.from({ length: 60 }, (_, n) => aDriver(n));
    const sockets = await Promise.all(drivers.map(connected));
    await running.eventually(() => sockets.every(({ told }) => told.length === 1));
    for (const { send } of sockets) send({ type: 'positions', fixes: [aFix(1)] });
    const posted = await post([aFix(1)], aDriver(60));
    await running.eventually(() => sockets.every(({ acks }) => acks()[0] === 1));

    const together = tracker.got.flatMap((call) => call.drivers);

    expect(posted.status).toBe(202);
    expect(new Set(together.map(({ driverId }) => driverId)).size).toBe(61);
    expect(tracker.got.length).toBeLessThan(20); // alone they would be 61; one or two where nothing is slow
  });

  it('are asked for again when they cannot go on, and nothing that came after them is acknowledged', async () => {
    const { send, acks, closed } = await connected();
    tracker.state.away = true;

    send({ type: 'positions', fixes: [aFix(1)] });
    send({ type: 'positions', fixes: [aFix(2)] });

    expect(await closed).toBe(CLOSE.tryAgain);
    expect(acks()).toEqual([]);
    expect(tracker.got).toEqual([]);
  });

  it.each<[string, { code: number; who?: Partial<User>; frame?: unknown }]>([
    ['no driver', { code: CLOSE.forbidden, who: { roles: ['RIDER'] } }],
    ['a driver of no city', { code: CLOSE.forbidden, who: { city: undefined } }],
    ['whoever sends none', { code: CLOSE.badFrame, frame: { type: 'positions', fixes: [] } }],
    ['whoever sends another frame', { code: CLOSE.badFrame, frame: { type: 'subscribe' } }],
  ])('are not taken from %s', async (_, { code, who = {}, frame = GOOD }) => {
    const { send, closed } = await connected({ ...aDriver(1), ...who });

    send(frame);

    expect(await closed).toBe(code);
    expect(tracker.got).toEqual([]);
  });

  it('come over five connections of a driver at the most: the oldest ends', async () => {
    const oldest = await connected();
    await running.eventually(() => oldest.told.length === 1);
    const newer = await Promise.all(Array.from({ length: 5 }, () => connected()));

    expect(await oldest.closed).toBe(CLOSE.replaced);
    for (const { send } of newer) send(GOOD);
    await running.eventually(() => newer.every(({ acks }) => acks().length === 1));
  });

  it('are not taken any more from who reads no answers', async () => {
    const { socket, send, closed } = await connected();
    socket.pause();

    let frames = 0;
    const flood = async () => {
      if (frames++ < 200) send({ type: 'positions', fixes: [aFix(frames)] });
      return socket.readyState !== WebSocket.OPEN || frames > 200;
    };
    await running.eventually(flood);
    socket.resume();

    expect(await closed).toBe(CLOSE.badFrame); // too many at once: it did not wait for its answers
  });
});
