import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { realEffects, seededRandom, silentLogger } from '@hansom/platform-context';
import { wallClock } from '@hansom/platform-runtime';

import { LiveCities } from '../src/live/live-cities.ts';
import { type LiveCity } from '../src/live/live-city.ts';
import { LiveSockets } from '../src/live/live-sockets.ts';
import { type Look } from './pages.ts';

export { pages } from './pages.ts';

const TAXIS = 2_000;
const VIEWERS = 50;
/** An app takes a fix every 2 s on a job, every 5 s without: half of them have moved when positions are read. */
const MOVED_A_SECOND = 1_000;
const SECONDS = 20;
const SHOW_MS = 250;

const random = seededRandom(1);
const effects = realEffects(wallClock(), silentLogger);

/** A city of two thousand taxis of which a thousand move every second: what pages cost that look at it. They are a process of their own. */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const { city, sockets, url, close } = await aConsole();
  const nobody = await spentIn(city, sockets);
  const looking = await look({ url, viewers: VIEWERS });
  await spentIn(city, sockets); // to warm up, and for the snapshots
  const before = { ...sockets.figures };
  const all = await spentIn(city, sockets);
  const frames = sockets.figures.frames - before.frames;
  const bytes = sockets.figures.bytes - before.bytes;
  looking.end();
  await close();
  return {
    name: 'console-live',
    figures: {
      'processor with nobody who looks, ms a second': nobody,
      [`processor with ${VIEWERS} who look, ms a second`]: all,
      'processor for each of them, ms a second': (all - nobody) / VIEWERS,
      'frames to each, a second': frames / VIEWERS / SECONDS,
      'kB to each, a second': bytes / VIEWERS / SECONDS / 1_000,
      'kB of a frame': bytes / frames / 1_000,
    },
  };
}

async function aConsole() {
  const cities = new LiveCities(effects, async () => ['got']);
  cities.listed(['got']);
  const city = cities.at('got');
  for (let n = 0; n < TAXIS; n++) enter(city, n);
  city.listed();
  const user = { id: 'staff_1', session: 's', roles: ['OPS'], tenancy: 'live' as const };
  const sockets = new LiveSockets({
    ...{ cities, epoch: effects.ids.uuid(), effects },
    cookie: { name: 'bench', identify: async () => ({ user, token: '' }) },
  });
  const http = createServer();
  http.on('upgrade', (request, stream, head) => sockets.place.upgrade(request, stream, head));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo; // it listens on a port
  const close = async () => {
    await sockets.place.close();
    http.close();
  };
  return { city, sockets, url: `ws://127.0.0.1:${port}/v1/live?city=got`, close };
}

function enter(city: LiveCity, n: number): void {
  const since = effects.clock.now();
  const driverId = driverOf(n);
  const bookingId =
    n % 2 === 0 ? `booking_got_01jgfjjz00fan8nf014d${n.toString().padStart(6, '0')}` : undefined;
  const doing = bookingId ? 'ON_TRIP' : 'FREE';
  city.heardShift({ shiftId: `shift_${n}`, version: 1, driverId, doing, since, bookingId });
  city.board.named(driverId, { name: `Driver ${n}`, plate: `ABC${n}` });
  move(city, n);
}

function move(city: LiveCity, n: number): void {
  const at = [degrees(11.7, 0.5), degrees(57.55, 0.27)] as const;
  city.board.moved(driverOf(n), { at, fixAt: effects.clock.now(), bearing: 123, metresPerSecond: 12.3 });
}

function degrees(from: number, span: number): number {
  return Number((from + random.next() * span).toFixed(6));
}

function driverOf(n: number): string {
  return `driver_got_01jgfjjz00fan8nf014d${n.toString().padStart(6, '0')}`;
}

/** Processor time of this process, in milliseconds a second. */
async function spentIn(city: LiveCity, sockets: LiveSockets): Promise<number> {
  const before = process.cpuUsage();
  let next = 0;
  for (let turn = 0; turn < (SECONDS * 1_000) / SHOW_MS; turn++) {
    if (turn % 4 === 0) {
      for (let i = 0; i < MOVED_A_SECOND; i++) move(city, (next += 1) % TAXIS);
      city.keepUp();
    }
    sockets.show();
    await effects.timers.sleep(SHOW_MS); // as the loop does
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / SECONDS;
}

async function look(told: Look): Promise<{ end(): void }> {
  const [, runner = '', bundle = ''] = process.argv;
  const child = fork(runner, [bundle, 'pages'], { stdio: ['ignore', 2, 2, 'ipc'] });
  child.send(told);
  await once(child, 'message');
  return { end: () => void child.kill() };
}
