import { type LocalServer } from '../server.ts';
import { type ServerProcess } from './server-process.ts';

/** What may be done to a process that listens there. */
export function localServer(
  process: ServerProcess,
  { host, port }: { host: string; port: number },
): LocalServer {
  return {
    host,
    port,
    get pid() {
      return process.pid;
    },
    get runs() {
      return process.runs;
    },
    log: () => process.log(),
    kill: () => process.kill(),
    freeze: () => process.send('SIGSTOP'),
    thaw: () => process.send('SIGCONT'),
    restart: async (givenUp) => {
      await process.kill();
      await process.start(givenUp);
    },
    outlive: () => process.outlive(),
  };
}
