import { type IncomingMessage } from 'node:http';
import { type Duplex } from 'node:stream';

import { type Millis } from '@hansom/platform-context';
import { type WebSocket, WebSocketServer } from 'ws';

import { Connection, type ConnectionOptions, type SocketPeer } from './connection.ts';
import { CLOSE } from './frames.ts';
import { type Socket } from './socket.ts';

/** What becomes of a request for a socket. */
export type Admission =
  /** It is let in, and who deals with its frames. */
  | { readonly peer: (socket: Socket) => SocketPeer }
  /** It is let in to be told why it ends: a browser tells its page of no status. */
  | { readonly close: { readonly code: number; readonly reason: string } }
  /** It is refused as a request: no page of ours sends such. */
  | { readonly status: 403 | 404 | 503 };

export interface UpgradeSocketsOptions extends ConnectionOptions {
  /** Where clients connect. */
  path: `/${string}`;
  /** Whether to let a client in, by its request alone. Rejects: it is refused with 503. */
  admit(request: IncomingMessage): Admission | Promise<Admission>;
  maxConnections?: number | undefined;
  /** Of what a client sends. */
  maxFrameBytes?: number | undefined;
}

export const MOST_CONNECTIONS = 10_000;
const MOST_FRAME_BYTES = 16 * 1024;
const FAREWELL_MS: Millis = 200;
/** Whoever does not answer that it is over is gone after so long. */
const CLOSE_MS: Millis = 2_000;
const STATUS_TEXT = { 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' };

/** WebSockets at one path of an HTTP server that somebody else runs: who it is for hands requests to `upgrade`. */
export class UpgradeSockets {
  private readonly sockets: WebSocketServer;
  private readonly connections = new Set<Connection>();
  /** Of whom it is being found out whether they may. */
  private knocking = 0;
  private closing = false;

  constructor(private readonly options: UpgradeSocketsOptions) {
    const maxPayload = options.maxFrameBytes ?? MOST_FRAME_BYTES;
    this.sockets = new WebSocketServer({
      ...{ noServer: true, maxPayload, perMessageDeflate: false },
      ...{ closeTimeout: CLOSE_MS }, // which its types do not know
    });
  }

  get path(): string {
    return this.options.path;
  }

  /** Connections that are open. */
  get count(): number {
    return this.connections.size;
  }

  /** Takes a request over from an HTTP server; the stream is ours from here on. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    stream.on('error', (error) => this.options.effects.log.debug('socket failed', { error }));
    void this.decide(request, stream, head);
  }

  /** Tells clients to go elsewhere, and does not wait for long for those that do not listen. Idempotent. */
  async close(): Promise<void> {
    this.closing = true;
    for (const { socket } of this.connections) socket.close(CLOSE.goingAway, 'stopping');
    await this.options.effects.timers.sleep(this.connections.size > 0 ? FAREWELL_MS : 0);
    for (const { socket } of this.connections) socket.terminate();
  }

  private async decide(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const admission = await this.admission(request);
    if (stream.destroyed) return;
    if ('status' in admission) refuse(stream, admission.status);
    else
      this.sockets.handleUpgrade(request, stream, head, (raw) =>
        'close' in admission ? farewell(raw, admission.close) : this.connected(raw, admission.peer),
      );
  }

  private async admission(request: IncomingMessage): Promise<Admission> {
    const { path, admit, effects, maxConnections = MOST_CONNECTIONS } = this.options;
    if (pathOf(request) !== path) return { status: 404 };
    if (this.closing) return { status: 503 };
    if (this.connections.size + this.knocking >= maxConnections)
      return { close: { code: CLOSE.tooMany, reason: 'too many connections' } };
    this.knocking += 1;
    try {
      return await admit(request);
    } catch (error) {
      effects.log.warn('it could not be found out whether a client may connect', { error });
      return { status: 503 };
    } finally {
      this.knocking -= 1;
    }
  }

  private connected(raw: WebSocket, peer: (socket: Socket) => SocketPeer): void {
    const ended = (): void => void this.connections.delete(connection);
    const connection = new Connection(raw, this.options, { peer, ended });
    this.connections.add(connection);
    if (this.closing) connection.socket.close(CLOSE.goingAway, 'stopping');
  }
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '';
}

function refuse(stream: Duplex, status: keyof typeof STATUS_TEXT): void {
  const answer = `HTTP/1.1 ${status} ${STATUS_TEXT[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
  stream.end(answer, () => stream.destroy()); // whoever does not end its side as well is not waited for
}

function farewell(raw: WebSocket, { code, reason }: { code: number; reason: string }): void {
  raw.on('error', () => undefined); // it is over either way
  raw.close(code, reason);
}
