import { lend } from './lend.ts';

/** A function that starts servers for the suite that is being described; all of them are closed after its last case. */
export function lendStarter<O, S extends { close(): Promise<void> }>(
  start: (options?: O) => Promise<S>,
  prepare: () => Promise<void> = () => Promise.resolve(),
): (options?: O) => Promise<S> {
  const started: S[] = [];
  const starter = async (options?: O): Promise<S> => {
    const server = await start(options);
    started.push(server);
    return server;
  };
  const closeAll = async (): Promise<void> =>
    void (await Promise.all(started.map((server) => server.close())));
  const lent = lend(async () => {
    await prepare();
    return { what: starter, giveBack: closeAll };
  });
  return (options) => lent()(options);
}
