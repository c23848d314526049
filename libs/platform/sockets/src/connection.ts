import { type Effects, type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type WebSocket } from 'ws';

import { CLOSE } from './frames.ts';
import { Socket, type SocketBounds } from './socket.ts';

/** Who deals with what a client sends. */
export interface SocketPeer {
  /** A text frame; anything else is an empty one. The next one waits until this one has been dealt with. */
  received(text: string): Promise<void> | void;
  closed(): void;
}

export interface ConnectionOptions {
  effects: Pick<Effects, 'timers' | 'log'>;
  heartbeatMs?: Millis | undefined;
  bounds?: SocketBounds | undefined;
}

const HEARTBEAT_MS: Millis = 10_000;
const MOST_WAITING = 100;

/** One connection from its opening to its end. */
export class Connection {
  readonly socket: Socket;
  private readonly peer: SocketPeer;
  private heard = true;
  private waiting = 0;
  private work = Promise.resolve();
  private stopBeat: (() => void) | undefined;

  constructor(
    private readonly raw: WebSocket,
    private readonly options: ConnectionOptions,
    { peer, ended }: { peer: (socket: Socket) => SocketPeer; ended: () => void },
  ) {
    const { effects, bounds } = options;
    this.socket = new Socket(raw, effects.log, bounds);
    this.peer = peer(this.socket);
    raw.on('message', (data, isBinary) => this.queue(isBinary ? '' : String(data)));
    raw.on('pong', () => (this.heard = true));
    raw.on('error', (error) => effects.log.debug('socket failed', { error }));
    raw.on('close', () => {
      this.stopBeat?.();
      this.peer.closed();
      ended();
    });
    this.beat();
  }

  /** Frames are dealt with one after the other: what follows a token waits until it is verified. */
  private queue(text: string): void {
    this.heard = true;
    this.waiting += 1;
    if (this.waiting > MOST_WAITING) return this.socket.close(CLOSE.badFrame, 'too many frames at once');
    this.work = this.work
      .then(() => this.peer.received(text))
      .catch((error: unknown) => this.failed(error))
      .finally(() => (this.waiting -= 1));
  }

  /** What cannot be told yet may be asked again, and is nobody's fault. */
  private failed(error: unknown): void {
    if (error instanceof HansomError && error.kind === 'unavailable') {
      return this.socket.close(CLOSE.tryAgain, error.code);
    }
    this.options.effects.log.error('a frame could not be dealt with', { error });
    this.socket.terminate();
  }

  /** A connection that was not heard of for two beats is gone: a phone that lost its network says nothing. */
  private beat(): void {
    const { effects, heartbeatMs = HEARTBEAT_MS } = this.options;
    this.stopBeat = effects.timers.after(heartbeatMs, () => {
      if (!this.heard) return this.socket.terminate();
      this.heard = false;
      this.raw.ping();
      this.beat();
    });
  }
}
