import { type IncomingMessage, type Server } from 'node:http';
import { type Duplex } from 'node:stream';

import { isKnownHost } from '../origin/hosts.ts';

/** A path at which an HTTP server hands its connection over: to WebSockets. */
export interface SocketPlace {
  readonly path: string;
  /** The stream is theirs from here on. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  /** Ends what is open. Idempotent. */
  close(): Promise<void>;
}

/** Has requests to become something else go to whom they are for; any other is refused, and its connection ends. */
export function handUpgradesOver(
  server: Server,
  places: readonly SocketPlace[],
  hosts: readonly string[] | undefined,
): void {
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const [path] = (request.url ?? '').split('?', 1);
    const place = places.find((one) => one.path === path);
    if (hosts && !isKnownHost(request.headers.host, hosts)) return refuse(stream, '421 Misdirected Request');
    return place ? place.upgrade(request, stream, head) : refuse(stream, '404 Not Found');
  });
}

function refuse(stream: Duplex, status: string): void {
  stream.on('error', () => stream.destroy()); // who is refused may be gone already
  const answer = `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`;
  stream.end(answer, () => stream.destroy()); // whoever does not end its side as well is not waited for
}
