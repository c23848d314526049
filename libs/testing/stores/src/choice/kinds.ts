import { spawnSync } from 'node:child_process';

import { lackingForCassandra, lackingForRedis } from '@hansom/testing-local-stores';

import { type Choice, chooseWay, type StoreKind } from './choose-way.ts';

export const CASSANDRA: StoreKind = {
  name: 'Cassandra',
  addressVariable: 'TEST_CASSANDRA',
  example: 'host:port[,host:port]',
  imageVariable: 'TEST_CASSANDRA_IMAGE',
  image: 'cassandra:5.0',
};

export const REDIS: StoreKind = {
  name: 'Redis',
  addressVariable: 'TEST_REDIS',
  example: 'redis://host:port',
  imageVariable: 'TEST_REDIS_IMAGE',
  image: 'redis:7',
};

/** A daemon that hangs is none. */
const DOCKER_PATIENCE_MS = 10_000;

export function chooseCassandra(): Choice {
  return chooseWay(CASSANDRA, {
    env: process.env,
    docker: dockerAnswers,
    lackingForProcess: lackingForCassandra,
  });
}

export function chooseRedis(): Choice {
  return chooseWay(REDIS, { env: process.env, docker: dockerAnswers, lackingForProcess: lackingForRedis });
}

function dockerAnswers(): boolean {
  return spawnSync('docker', ['info'], { stdio: 'ignore', timeout: DOCKER_PATIENCE_MS }).status === 0;
}
