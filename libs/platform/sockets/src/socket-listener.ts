import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

import { type Millis } from '@hansom/platform-context';
import { SERVER_LIMITS } from '@hansom/platform-http/server-limits';

import { type SocketBounds } from './socket.ts';
import { type TokenPeerOptions, tokenPeers } from './token-peer.ts';
import { MOST_CONNECTIONS, UpgradeSockets } from './upgrade-sockets.ts';

export interface SocketListenerOptions extends TokenPeerOptions {
  name: string;
  host: string;
  /** 0: any free one. */
  port: number;
  /** Where clients connect: other paths are not found. */
  path: `/${string}`;
  heartbeatMs?: Millis;
  maxConnections?: number;
  /** Beside those: of TCP, that are no sockets yet or were told that there are too many; 4,096 unless given. More are dropped. */
  maxKnocking?: number;
  bounds?: SocketBounds;
}

const MOST_KNOCKING = 4_096;

/** Serves WebSockets, as a listener of its service: a client shows its token in the first frame, and again before it runs out. */
export class SocketListener {
  private readonly http: Server;
  private readonly sockets: UpgradeSockets;

  constructor(private readonly options: SocketListenerOptions) {
    const { maxConnections = MOST_CONNECTIONS, maxKnocking = MOST_KNOCKING } = options;
    this.http = createServer(SERVER_LIMITS, (_request, response) =>
      response.writeHead(404, { connection: 'close' }).end(),
    );
    this.http.maxConnections = maxConnections + maxKnocking;
    const peer = tokenPeers(options);
    this.sockets = new UpgradeSockets({ ...options, admit: () => ({ peer }) });
    this.http.on('upgrade', (request, stream, head) => this.sockets.upgrade(request, stream, head));
  }

  get name(): string {
    return this.options.name;
  }

  /** Connections that are open. */
  get count(): number {
    return this.sockets.count;
  }

  async start(): Promise<{ address: string }> {
    const { host, port } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', reject);
      this.http.listen(port, host, resolve);
    });
    // A server that listens on a port has one.
    const bound = this.http.address() as AddressInfo;
    return { address: `${host}:${bound.port}` };
  }

  /** Tells clients to go elsewhere, and does not wait for long for those that do not listen. Idempotent. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.http.close(() => resolve()));
    await this.sockets.close();
    this.http.closeAllConnections();
    await closed;
  }
}
