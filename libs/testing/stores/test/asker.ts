import { redisSharing } from '../src/shared/shared-redis.ts';
import { askForShared } from '../src/shared/shared-server.ts';

/** A process of its own: asks for the Redis of a run, and says which it was given. */
async function main([run = '']: string[]): Promise<void> {
  process.stdout.write(JSON.stringify(await askForShared(redisSharing([{ kind: 'process' }], run))));
}

if (require.main === module) void main(process.argv.slice(2));
