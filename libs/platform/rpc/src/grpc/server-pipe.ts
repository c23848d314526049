import { type ServerDuplexStream, status } from '@grpc/grpc-js';

import { type WireStatus } from '../status.ts';
import { OK, type Outcome, type Pipe } from '../transport.ts';
import { internalsOf } from './internals.ts';
import { serviceErrorOf } from './service-error.ts';

const GIVEN_UP: Outcome = { status: { code: status.CANCELLED, details: 'the client gave up' } };

/** A server's end of a stream of grpc-js: a duplex of Node's, in which 16 messages wait each way. */
export class ServerPipe implements Pipe {
  private readonly messages: AsyncIterator<Buffer>;
  private open = true;

  constructor(private readonly call: ServerDuplexStream<Buffer, Buffer>) {
    this.messages = call.iterator({ destroyOnReturn: false }); // by default the end of one way ends both
  }

  async send(message: Buffer): Promise<void> {
    if (!this.open || this.call.destroyed || this.call.write(message)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.call.off('drain', done).off('close', done);
        resolve();
      };
      this.call.on('drain', done).on('close', done);
    });
  }

  end(ended: WireStatus): void {
    if (!this.open) return;
    this.open = false;
    if (ended.code === OK.code) this.call.end();
    else this.call.emit('error', serviceErrorOf(ended)); // how grpc-js is told of a status
  }

  async receive(): Promise<Outcome> {
    try {
      const { done, value } = await this.messages.next();
      if (!done) return { message: value };
      return (await this.isReset()) ? GIVEN_UP : { status: OK };
    } catch {
      return GIVEN_UP;
    }
  }

  /** Node's client ends a stream just before it resets it: so what looks like an end is believed some turns of the loop later. */
  private async isReset(): Promise<boolean> {
    for (let turns = 0; turns < 4 && !internalsOf(this.call).resetCode; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    return Boolean(internalsOf(this.call).resetCode);
  }
}
