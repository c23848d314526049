import { answersRedis, startRedis, StoreFailure } from '@hansom/testing-local-stores';

import { type Way } from '../choice/choose-way.ts';
import { REDIS } from '../choice/kinds.ts';
import { firstThatWorks } from './first-that-works.ts';
import { hostAndPort } from './host-and-port.ts';
import { runFolder } from './run-folder.ts';
import { type ContainerPlan, startContainer } from './start-container.ts';
import { type Sharing, type Started } from './shared-server.ts';

/** How the suites of a run share a Redis that is started for them. */
export function redisSharing(ways: readonly Way[], run = runFolder()): Sharing {
  return {
    name: 'redis',
    run,
    answers: (address) => answersRedis(hostAndPort(address)),
    start: (folder) => firstThatWorks(ways, (way) => startOne(way, folder)),
  };
}

export async function ensureRedisAt(url: string): Promise<void> {
  const { hostname, port, password } = new URL(url);
  const at = {
    host: hostname,
    port: Number(port || 6379),
    ...(password && { password: decodeURIComponent(password) }),
  };
  if (await answersRedis(at)) return;
  throw new StoreFailure(
    `no Redis answers at ${at.host}:${at.port}, where ${REDIS.addressVariable} says it is`,
  );
}

async function startOne(way: Way, folder: string): Promise<Started> {
  if (way.kind === 'docker') return startContainer(containerOf(way.image));
  const redis = await startRedis({ folder, keeps: false });
  redis.outlive();
  return {
    address: `${redis.host}:${redis.port}`,
    lives: `kill -0 ${redis.pid}`,
    end: `kill -9 ${redis.pid}`,
  };
}

function containerOf(image: string): ContainerPlan {
  const command = [
    'redis-server',
    '--save',
    '',
    '--appendonly',
    'no',
    '--bind',
    '0.0.0.0',
    '--protected-mode',
    'no',
  ];
  return { image, port: 6379, env: {}, command, ready: 'Ready to accept connections' };
}
