import { type SharedServer, stillNeeded } from './shared-server.ts';

const EVERY_MS = 60_000;

/** Says again and again that a server is needed, until the function given is called. */
export function keepNeeded(server: SharedServer): () => void {
  const saying = setInterval(() => stillNeeded(server), EVERY_MS);
  saying.unref();
  return () => clearInterval(saying);
}
