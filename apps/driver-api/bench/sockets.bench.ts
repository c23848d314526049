import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { type Effects, realEffects } from '@hansom/platform-context';
import { FakeTime, recordingLogger } from '@hansom/platform-context/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { memoryRateLimiter } from '@hansom/platform-limits';
import { rootCall } from '@hansom/platform-rpc';
import { type IngestRequest, type IngestResponse } from '@hansom/proto-position-tracker';

import { config } from '../src/config.ts';
import { positionBatches } from '../src/position-batches.ts';
import { positionSockets } from '../src/position-sockets.ts';
import { type Order } from './apps.ts';

export { apps } from './apps.ts';

const GOAL = 20_000;
/** Files that the process has open beside its connections. */
const OTHER_FILES = 100;
const CHILDREN = 2;
const SECONDS = 10;
const QUIET_SECONDS = 5;

/**
 * Apps that keep a connection to driver-api and send one position after the other, as fast as they are acknowledged. The apps are other
 * processes; counted is what the gateway's process spends: frames, batches of a city, answers. position-tracker answers at once, in memory, and
 * whoever shows a token is believed.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const effects = realEffects(new FakeTime().clock, recordingLogger());
  const gateway = await aGateway(effects);
  const count = Math.min(GOAL, openFilesLimit() - OTHER_FILES);
  const children = Array.from({ length: CHILDREN }, startApps);
  const before = memory();
  const each = Math.ceil(count / CHILDREN);
  await Promise.all(
    children.map((child, i) => {
      const crowd = { url: gateway.url, from: i * each, count: Math.min(each, count - i * each) };
      return told(child, { kind: 'connect', crowd });
    }),
  );
  const after = memory();
  const quiet = await spentOver(QUIET_SECONDS, effects);
  await Promise.all(children.map((child) => told(child, { kind: 'send' })));
  await effects.timers.sleep(2_000); // it warms up
  const [messages, calls] = [gateway.figures.messages, gateway.figures.calls];
  const busy = await spentOver(SECONDS, effects);
  const [taken, sent] = [gateway.figures.messages - messages, gateway.figures.calls - calls];
  const connections = gateway.count();
  for (const child of children) child.kill();
  await gateway.close();
  return {
    name: 'sockets of driver-api',
    figures: {
      connections,
      'connections that this process may have open': openFilesLimit(),
      'KiB a connection, all in': (after.rss - before.rss) / count / 1_024,
      'KiB a connection, on the heap': (after.heapUsed - before.heapUsed) / count / 1_024,
      'CPU ms a second while nobody sends': quiet / QUIET_SECONDS / 1_000,
      'positions acknowledged a second': taken / SECONDS,
      'positions a CPU s': (taken / busy) * 1e6,
      'CPU us a position': busy / taken,
      'positions a call to position-tracker': taken / sent,
    },
  };
}

async function aGateway(effects: Effects) {
  const figures = { messages: 0, calls: 0 };
  const limits = config.parse({});
  const positions = positionBatches({
    tracker: {
      ingest: async (request: IngestRequest) => {
        figures.messages += request.drivers.length;
        figures.calls += 1;
        return acknowledged(request);
      },
    },
    effects,
    begin: (options) => rootCall(effects, { name: 'bench', ...options }),
    limits: () => limits.positions,
  });
  const tokens = {
    hold: (token: string) => ({
      user: aUser({ id: `driver_${token}`, roles: ['DRIVER'], city: 'got' }),
      counts: () => true,
    }),
  };
  const rateLimiter = memoryRateLimiter(effects);
  const sockets = positionSockets({
    ...{ positions, tokens, effects, ...limits.sockets },
    ...{ gateway: 'driver', rateLimiter },
  });
  const http = createServer();
  http.on('upgrade', (request, stream, head) => sockets.upgrade(request, stream, head));
  await new Promise<void>((resolve) => http.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, resolve));
  const { port } = http.address() as AddressInfo; // it listens on a port
  return {
    figures,
    url: `ws://127.0.0.1:${port}${sockets.path}`,
    count: () => sockets.count,
    close: async () => {
      await sockets.close();
      http.close();
    },
  };
}

function acknowledged({ drivers }: IngestRequest): IngestResponse {
  return {
    drivers: drivers.map(({ driverId, fixes }) => ({
      ...{ driverId, ackSeq: fixes.at(-1)?.seq ?? 0n, acceptedCount: fixes.length },
      ...{ refused: [], nextIntervalMs: 5_000 },
    })),
  };
}

function startApps(): ChildProcess {
  const [, runner = '', bundle = ''] = process.argv;
  return fork(runner, [bundle, 'apps'], { stdio: ['ignore', 2, 2, 'ipc'] });
}

/** Resolves when the child says that it is done; rejects when it dies. */
async function told(child: ChildProcess, order: Order): Promise<void> {
  child.send(order);
  const died = once(child, 'exit').then(() => Promise.reject(new Error('the apps died')));
  await Promise.race([once(child, 'message'), died]);
}

async function spentOver(seconds: number, { timers }: Pick<Effects, 'timers'>): Promise<number> {
  const before = process.cpuUsage();
  await timers.sleep(seconds * 1_000);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** What is in use, without what may be thrown away. */
function memory(): NodeJS.MemoryUsage {
  setFlagsFromString('--expose_gc');
  runInNewContext('gc')();
  return process.memoryUsage();
}

/** Files that this process may have open: a connection is one. Infinity where that cannot be read. */
function openFilesLimit(): number {
  try {
    const [, limit] = /Max open files +(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return limit === undefined ? Infinity : Number(limit);
  } catch {
    return Infinity;
  }
}
