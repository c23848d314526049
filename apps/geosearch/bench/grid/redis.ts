import { connect, type Socket } from 'node:net';

import { lackingForRedis, startRedis } from '@hansom/testing-local-stores';

import { LIMIT, RADIUS_METRES } from './contender.ts';
import { type Fleet } from './fleet.ts';

const [UPDATES, QUERIES, AT_ONCE] = [40_000, 4_000, 200];

/** A second of the server's own processor time: its clients' is not counted. */
export interface RedisFigures {
  updates: number;
  nearest: number;
}

/** GEOADD and GEOSEARCH, pipelined, the free in a key of their own; undefined where there is no `redis-server`. */
export async function redis(fleet: Fleet): Promise<RedisFigures | undefined> {
  if (lackingForRedis() !== undefined) return undefined;
  const server = await startRedis();
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  try {
    await many(socket, fleet.count, (n) => add(fleet, n));
    const { drivers } = fleet.drive(UPDATES);
    const updates = await rate(socket, UPDATES, (i) => add(fleet, drivers[i]!));
    const nearest = await rate(socket, QUERIES, () => {
      const { lat, lng } = fleet.place();
      return `GEOSEARCH free FROMLONLAT ${lng} ${lat} BYRADIUS ${RADIUS_METRES} m ASC COUNT ${LIMIT}\r\n`;
    });
    return { updates, nearest };
  } finally {
    socket.destroy();
    await server.close();
  }
}

function add(fleet: Fleet, n: number): string {
  return `GEOADD ${fleet.free[n] ? 'free' : 'busy'} ${fleet.lng[n]} ${fleet.lat[n]} ${n}\r\n`;
}

async function rate(socket: Socket, count: number, command: (i: number) => string): Promise<number> {
  const before = await processorSeconds(socket);
  await many(socket, count, command);
  return count / ((await processorSeconds(socket)) - before);
}

async function processorSeconds(socket: Socket): Promise<number> {
  const info = await answer(socket, 'INFO cpu\r\n');
  return [.../used_cpu_(?:user|sys):([\d.]+)/g[Symbol.matchAll](info)].reduce(
    (sum, [, s]) => sum + Number(s),
    0,
  );
}

async function many(socket: Socket, count: number, command: (i: number) => string): Promise<void> {
  for (let i = 0; i < count; i += AT_ONCE) {
    const commands = Array.from({ length: Math.min(AT_ONCE, count - i) }, (_, k) => command(i + k));
    await answer(socket, commands.join('')); // a pipeline of some, then its answers
  }
}

/** What comes back until the server has answered all that was sent. */
function answer(socket: Socket, commands: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const hear = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (!text.endsWith('$3\r\nend\r\n')) return;
      socket.off('data', hear).off('error', reject);
      resolve(text);
    };
    socket.on('data', hear).once('error', reject);
    socket.write(`${commands}ECHO end\r\n`);
  });
}
