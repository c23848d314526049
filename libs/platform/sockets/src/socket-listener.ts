import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

import { type Effects, type Millis } from '@hansom/platform-context';
import { type TokenVerifier, type User } from '@hansom/platform-identity';
import { type WebSocket, WebSocketServer } from 'ws';

import { CLOSE, ClientFrame } from './frames.ts';
import { Socket, type SocketBounds } from './socket.ts';

/** What is done about one authenticated connection. */
export interface SocketSession {
  /** The client has shown what came under that number. */
  ack(seq: number): void;
  closed(): void;
}

export interface OpenedSocket {
  socket: Socket;
  user: User;
  token: string;
  resume: { epoch: string; lastSeq: number } | undefined;
}

export interface SocketListenerOptions {
  name: string;
  host: string;
  /** 0: any free one. */
  port: number;
  /** Where clients connect: other paths are not found. */
  path: `/${string}`;
  tokens: TokenVerifier;
  effects: Pick<Effects, 'timers' | 'log' | 'clock'>;
  /** Called when a client has shown who it is. */
  open(opened: OpenedSocket): SocketSession;
  heartbeatMs?: Millis;
  maxConnections?: number;
  bounds?: SocketBounds;
}

const AUTHENTICATE_MS: Millis = 5_000;
const HEARTBEAT_MS: Millis = 10_000;
const MOST_CONNECTIONS = 10_000;
const MOST_FRAME_BYTES = 16 * 1024;
const MOST_WAITING = 100;

/** Serves WebSockets, as a listener of its service: a client shows its token in the first frame, and again before it runs out. */
export class SocketListener {
  private readonly http: Server;
  private readonly sockets: WebSocketServer;
  private readonly connections = new Set<Connection>();

  constructor(private readonly options: SocketListenerOptions) {
    this.http = createServer((_request, response) => response.writeHead(404).end());
    this.sockets = new WebSocketServer({
      noServer: true,
      maxPayload: MOST_FRAME_BYTES,
      perMessageDeflate: false,
    });
    this.http.on('upgrade', (request, stream, head) => {
      if (pathOf(request) === options.path)
        this.sockets.handleUpgrade(request, stream, head, (socket) => this.connected(socket));
      else stream.end('HTTP/1.1 404 Not Found\r\n\r\n');
    });
  }

  get name(): string {
    return this.options.name;
  }

  /** Connections that are open. */
  get count(): number {
    return this.connections.size;
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
    for (const connection of this.connections) connection.end(CLOSE.goingAway, 'stopping');
    const closed = new Promise<void>((resolve) => this.http.close(() => resolve()));
    await this.options.effects.timers.sleep(this.connections.size > 0 ? FAREWELL_MS : 0);
    for (const connection of this.connections) connection.terminate();
    this.http.closeAllConnections();
    await closed;
  }

  private connected(raw: WebSocket): void {
    const connection = new Connection(raw, this.options, () => void this.connections.delete(connection));
    this.connections.add(connection);
    if (this.connections.size > (this.options.maxConnections ?? MOST_CONNECTIONS))
      connection.end(CLOSE.tooMany, 'too many connections');
  }
}

const FAREWELL_MS: Millis = 200;

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '';
}

/** One connection from its first frame to its end. */
class Connection {
  private readonly socket: Socket;
  private session: SocketSession | undefined;
  private user: User | undefined;
  private heard = true;
  private waiting = 0;
  private work = Promise.resolve();
  private stops: (() => void)[] = [];

  constructor(
    private readonly raw: WebSocket,
    private readonly options: SocketListenerOptions,
    private readonly ended: () => void,
  ) {
    const { effects, bounds } = options;
    this.socket = new Socket(raw, effects.log, bounds);
    raw.on('message', (data, isBinary) => this.queue(isBinary ? '' : String(data)));
    raw.on('pong', () => (this.heard = true));
    raw.on('error', (error) => effects.log.debug('socket failed', { error }));
    raw.on('close', () => this.closed());
    this.after(AUTHENTICATE_MS, () => {
      if (!this.user) this.end(CLOSE.unauthenticated, 'nobody showed a token');
    });
    this.beat();
  }

  end(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  terminate(): void {
    this.socket.terminate();
  }

  /** Frames are dealt with one after the other: what follows a token waits until it is verified. */
  private queue(text: string): void {
    this.heard = true;
    this.waiting += 1;
    if (this.waiting > MOST_WAITING) return this.end(CLOSE.badFrame, 'too many frames at once');
    this.work = this.work
      .then(() => this.received(text))
      .catch((error: unknown) => {
        this.options.effects.log.error('a frame could not be dealt with', { error });
        this.terminate();
      })
      .finally(() => (this.waiting -= 1));
  }

  private async received(text: string): Promise<void> {
    const frame = ClientFrame.safeParse(parsed(text));
    if (!frame.success) return this.end(CLOSE.badFrame, 'this is no frame of ours');
    if (frame.data.type === 'authenticate') await this.authenticate(frame.data);
    else if (this.session) this.session.ack(frame.data.seq);
    else this.end(CLOSE.unauthenticated, 'show a token first');
  }

  private async authenticate({
    token,
    resume,
  }: Extract<ClientFrame, { type: 'authenticate' }>): Promise<void> {
    const user = await this.options.tokens.verify(token);
    if (!user || (this.user && user.id !== this.user.id))
      return this.end(CLOSE.unauthenticated, 'the token is not good');
    const isFirst = this.user === undefined;
    this.user = user;
    if (isFirst && this.socket.open)
      this.session = this.options.open({ socket: this.socket, user, token, resume });
  }

  /** A connection that was not heard of for two beats is gone: a phone that lost its network says nothing. */
  private beat(): void {
    this.after(this.options.heartbeatMs ?? HEARTBEAT_MS, () => {
      if (!this.heard) return this.terminate();
      this.heard = false;
      this.raw.ping();
      this.beat();
    });
  }

  private after(ms: Millis, action: () => void): void {
    this.stops.push(this.options.effects.timers.after(ms, action));
    this.stops = this.stops.slice(-2); // the first frame's and the present beat's
  }

  private closed(): void {
    for (const stop of this.stops) stop();
    this.session?.closed();
    this.ended();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
