import { type Logger } from '@hansom/platform-context';
import { type WebSocket } from 'ws';

import { CLOSE, type ServerFrame } from './frames.ts';

/** Beyond this much unread, what is not numbered is left out; beyond the other, the connection ends. */
export interface SocketBounds {
  readonly slowBytes: number;
  readonly mostBytes: number;
}

export const DEFAULT_BOUNDS: SocketBounds = { slowBytes: 64 * 1024, mostBytes: 1024 * 1024 };

/** One connection of a client. Slow readers lose what is not numbered first, then the connection. */
export class Socket {
  constructor(
    private readonly socket: WebSocket,
    private readonly log: Logger,
    private readonly bounds: SocketBounds = DEFAULT_BOUNDS,
  ) {}

  get open(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** False when it was left out, or the connection is gone. */
  send(frame: ServerFrame): boolean {
    if (!this.open) return false;
    const { bufferedAmount } = this.socket;
    if (frame.type === 'latest' && bufferedAmount > this.bounds.slowBytes) return false;
    if (bufferedAmount > this.bounds.mostBytes) {
      this.close(CLOSE.tooSlow, 'reads too slowly');
      return false;
    }
    this.socket.send(JSON.stringify(frame), (error) => {
      if (error) this.log.debug('a frame was not sent', { error });
    });
    return true;
  }

  close(code: number, reason: string): void {
    if (this.socket.readyState <= this.socket.OPEN) this.socket.close(code, reason);
  }

  /** Without waiting for the other side. */
  terminate(): void {
    this.socket.terminate();
  }
}
