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
    if (frame.type === 'latest' && this.socket.bufferedAmount > this.bounds.slowBytes) return false;
    return this.sendText(JSON.stringify(frame));
  }

  /** Sends a text frame that is made already; a buffer may be sent to many. False when the connection is gone. */
  sendText(text: string | Buffer): boolean {
    if (!this.open) return false;
    if (this.socket.bufferedAmount > this.bounds.mostBytes) {
      this.close(CLOSE.tooSlow, 'reads too slowly');
      return false;
    }
    this.socket.send(text, { binary: false }, (error) => {
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
