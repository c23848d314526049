import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

import { type Millis } from '@hansom/platform-context';

import { type SocketBounds } from './socket.ts';
import { TokenPeer, type TokenPeerOptions } from './token-peer.ts';
import { UpgradeSockets } from './upgrade-sockets.ts';

export interface SocketListenerOptions extends TokenPeerOptions {
  name: string;
  host: string;
  /** 0: any free one. */
  port: number;
  /** Where clients connect: other paths are not found. */
  path: `/${string}`;
  heartbeatMs?: Millis;
  maxConnections?: number;
  bounds?: SocketBounds;
}

/** Serves WebSockets, as a listener of its service: a client shows its token in the first frame, and again before it runs out. */
export class SocketListener {
  private readonly http: Server;
  private readonly sockets: UpgradeSockets;

  constructor(private readonly options: SocketListenerOptions) {
    this.http = createServer((_request, response) => response.writeHead(404).end());
    this.sockets = new UpgradeSockets({
      ...options,
      admit: () => ({ peer: (socket) => new TokenPeer(socket, options) }),
    });
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
