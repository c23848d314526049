import { cassandraJars } from '../src/index.ts';

/** Fetches Cassandra's jars, so that no suite has to wait for them. */
async function fetchJars(): Promise<void> {
  process.stdout.write(`${await cassandraJars()}\n`);
}

if (require.main === module) {
  fetchJars().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
