import { aUser } from '@hansom/platform-identity/testing';
import { type BootedServices, bootServices, freePort } from '@hansom/platform-runtime/testing';
import { WebSocket } from 'ws';

import { LIVE_CLOSE, type ServerFrame } from '../src/live/protocol.ts';
import { console } from '../src/service.ts';
import { aBooking, aShift, bookingId, driverId } from './live-facts.ts';
import { aSmallCity } from './live-stand-ins.ts';

const ANNA = aUser({ id: 'staff_1', roles: ['OPS.GOT'] });

describe('a city that pages look at', () => {
  const small = aSmallCity();
  const opened: WebSocket[] = [];
  let running: BootedServices;
  let host: string;
  let cookie: string;

  beforeAll(async () => {
    const port = await freePort();
    host = `127.0.0.1:${port}`;
    small.shifts = [aShift({ stateSince: new Date() })];
    small.token = () => running.tokenFor(ANNA);
    running = await bootServices([...small.definitions, console], {
      env: { HANSOM_CONSOLE_PORT: String(port) },
    });
    cookie = await signedIn();
  });

  afterAll(async () => {
    for (const socket of opened) socket.terminate();
    await running.close();
  });

  async function signedIn(): Promise<string> {
    const response = await fetch(`http://${host}/v1/session/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: `http://${host}`, 'x-hansom-console': '1' },
      body: JSON.stringify({ secret: 'a link', attempt: 'the first and only' }),
    });
    return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }

  /** A page that reads whatever it is told. */
  function aPage({ city = 'got', headers = { cookie, origin: `http://${host}` } } = {}) {
    const socket = new WebSocket(`ws://${host}/v1/live?city=${city}`, { headers });
    opened.push(socket);
    const frames: ServerFrame[] = [];
    const say = (frame: unknown) => socket.send(JSON.stringify(frame));
    socket.on('open', () => say({ type: 'hello' }));
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as ServerFrame; // what our own server sends
      frames.push(frame);
      say({ type: 'read', revision: frame.revision });
    });
    const ended = new Promise<string | number>((resolve) => {
      socket.on('close', (code) => resolve(code));
      socket.on('error', ({ message }) => resolve(message));
    });
    const taxis = () => frames.flatMap((frame) => frame.taxis);
    const jobs = () => frames.flatMap((frame) => frame.jobs);
    return { frames, taxis, jobs, ended };
  }

  async function now() {
    const response = await fetch(`http://${host}/v1/cities/got/now`, { headers: { cookie } });
    return (await response.json()) as Record<string, unknown>;
  }

  it('is told as its services have it, and what happens there', async () => {
    const { frames, taxis, jobs } = aPage();

    await running.eventually(() => taxis().some(({ name, at }) => name !== '' && at !== undefined));
    await small.tell('booking.created', aBooking({ createdAt: new Date() }));
    await running.eventually(() => jobs().length > 0);

    expect(frames[0]).toMatchObject({ type: 'snapshot', city: 'got' });
    expect(taxis().at(-1)).toMatchObject({
      ...{ id: driverId(1), name: 'Ada', plate: 'ABC123', doing: 'FREE' },
      ...{ at: [11.963122, 57.711234], bearing: 90 },
    });
    expect(jobs()).toMatchObject([{ id: bookingId(1), state: 'SEARCHING', pickupName: 'Järntorget' }]);
    expect(await now()).toMatchObject({ drivers: { FREE: 1 }, riders: { withoutCar: 1 } });
  });

  it('is told how its services do', async () => {
    const { frames } = aPage();

    await running.eventually(() => frames.some(({ services }) => services !== undefined));
  });

  it('is nothing for who is not signed in, for another city, and for pages of others', async () => {
    const origin = `http://${host}`;

    expect(await aPage({ headers: { cookie: '', origin } }).ended).toBe(LIVE_CLOSE.signedOut);
    expect(await aPage({ city: 'ham' }).ended).toBe(LIVE_CLOSE.noCity);
    expect(await aPage({ headers: { cookie, origin: 'http://evil.example' } }).ended).toMatch(/403/);
  });

  it('is told to come back when the console stops', async () => {
    const { frames, ended } = aPage();
    await running.eventually(() => frames.length > 0);

    await running.close();

    expect(await ended).toBe(LIVE_CLOSE.goingAway);
  });
});
