import { type Effects, type Millis } from '@hansom/platform-context';
import { WebSocket } from 'ws';

import { CLOSE, type ServerFrame } from './frames.ts';

export interface ConnectOptions {
  /** `ws://127.0.0.1:8082/v1/socket` */
  url: string;
  effects: Pick<Effects, 'timers' | 'random'>;
  /** Asked for each connection: the present one. */
  token(): string | Promise<string>;
  /** How often it is asked whether there is a newer token, which is shown then; 5 s unless given. */
  renewMs?: Millis;
  event(event: { event: string; at: string; data: unknown; seq: number | undefined }): void;
  /** Events may have been missed: read the whole state again. Called with each connection that could not be resumed, the first too. */
  resync(): void;
}

export interface ConnectedSocket {
  readonly connected: boolean;
  /** What came under that number was shown. */
  ack(seq: number): void;
  /** Loses the connection, as a phone in a tunnel does: it comes back by itself. */
  drop(): void;
  close(): void;
}

const FIRST_RETRY_MS: Millis = 200;
const LONGEST_RETRY_MS: Millis = 10_000;
const RENEW_MS: Millis = 5_000;

/**
 * A client of our WebSockets: it comes back by itself, goes on where it was, and says when it cannot. Where newer ones of the same user took
 * its place it stays away: they would push each other out for ever.
 */
export function connectSocket(options: ConnectOptions): ConnectedSocket {
  return new Client(options);
}

class Client implements ConnectedSocket {
  private socket: WebSocket | undefined;
  private seen: { epoch: string; lastSeq: number } | undefined;
  private failures = 0;
  private closed = false;
  private stopWaiting: (() => void) | undefined;
  private shown = '';
  connected = false;

  constructor(private readonly options: ConnectOptions) {
    this.connect();
  }

  ack(seq: number): void {
    if (this.connected) this.socket?.send(JSON.stringify({ type: 'ack', seq }));
  }

  drop(): void {
    this.socket?.terminate();
  }

  close(): void {
    this.closed = true;
    this.stopWaiting?.();
    this.socket?.close();
  }

  private connect(): void {
    const socket = new WebSocket(this.options.url, { perMessageDeflate: false, handshakeTimeout: 5_000 });
    this.socket = socket;
    socket.on('open', () => void this.authenticate(socket));
    socket.on('message', (data) => this.received(String(data)));
    socket.on('error', () => undefined); // it is followed by the close
    socket.on('close', (code) => this.lost(code));
  }

  private async authenticate(socket: WebSocket): Promise<void> {
    try {
      this.shown = await this.options.token();
      const resume = this.seen;
      socket.send(JSON.stringify({ type: 'authenticate', token: this.shown, ...(resume && { resume }) }));
      this.renewLater(socket);
    } catch {
      socket.terminate(); // without a token there is nothing to say: again after a while
    }
  }

  /** A token is shown before the one that was shown last runs out. */
  private renewLater(socket: WebSocket): void {
    const { effects, renewMs = RENEW_MS } = this.options;
    this.stopWaiting = effects.timers.after(renewMs, () => void this.renew(socket));
  }

  private async renew(socket: WebSocket): Promise<void> {
    const token = await Promise.resolve(this.options.token()).catch(() => this.shown); // the next time, or never
    if (socket.readyState !== WebSocket.OPEN) return;
    if (token !== this.shown) socket.send(JSON.stringify({ type: 'authenticate', token }));
    this.shown = token;
    this.renewLater(socket);
  }

  private received(text: string): void {
    // What our own server sends.
    const frame = JSON.parse(text) as ServerFrame;
    if (frame.type === 'hello') this.greeted(frame);
    if (frame.type === 'event') {
      if (this.seen) this.seen.lastSeq = frame.seq;
      this.options.event(frame);
    }
    if (frame.type === 'latest') this.options.event({ ...frame, seq: undefined });
  }

  private greeted({ epoch, seq, resumed }: Extract<ServerFrame, { type: 'hello' }>): void {
    this.connected = true;
    this.failures = 0;
    if (resumed) return;
    this.seen = { epoch, lastSeq: seq };
    this.options.resync();
  }

  private lost(code: number): void {
    this.connected = false;
    this.stopWaiting?.();
    if (this.closed || code === CLOSE.replaced) return;
    const { random, timers } = this.options.effects;
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.failures);
    this.failures += 1;
    const delay = code === CLOSE.goingAway ? FIRST_RETRY_MS : (longest / 2) * (1 + random.next());
    this.stopWaiting = timers.after(delay, () => this.connect());
  }
}
