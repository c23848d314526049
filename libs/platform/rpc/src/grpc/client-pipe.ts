import { type WireStatus } from '../status.ts';
import { type Outcome, type Pipe } from '../transport.ts';
import { type GrpcCall } from './channel.ts';

/** A client's end of a stream of grpc-js, which gives a message only when it is asked for one. */
export class ClientPipe implements Pipe {
  private ended: Outcome | undefined;
  private reader: ((outcome: Outcome) => void) | undefined;
  private writer: (() => void) | undefined;

  constructor(private readonly call: GrpcCall) {}

  send(message: Buffer): Promise<void> {
    return new Promise((resolve) => {
      if (this.ended) return resolve();
      this.writer = resolve;
      this.call.sendMessageWithContext({ callback: () => resolve() }, message);
    });
  }

  end(): void {
    if (!this.ended) this.call.halfClose();
  }

  receive(): Promise<Outcome> {
    return new Promise((resolve) => {
      if (this.ended) return resolve(this.ended);
      this.reader = resolve;
      this.call.startRead();
    });
  }

  /** For what grpc-js says: a message came. */
  take(outcome: Outcome): void {
    const { reader } = this;
    this.reader = undefined;
    reader?.(outcome);
  }

  /** For what grpc-js says: the stream is over. Nobody waits on it any more. */
  over(status: WireStatus): void {
    this.ended = { status };
    this.take(this.ended);
    this.writer?.();
  }
}
