import { startRedis } from '../src/index.ts';

/** A process of its own: starts a Redis, says which, and lives until it is killed. */
async function main(): Promise<void> {
  const redis = await startRedis();
  process.stdout.write(`${redis.pid}\n`);
  setInterval(() => undefined, 60_000);
}

if (require.main === module) void main();
