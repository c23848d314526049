import { type ServerFunction } from './interceptors.ts';
import { pump } from './pump.ts';
import { type InFlight, type ServedCall } from './served-call.ts';
import { errorOf, type WireStatus } from './status.ts';
import { OK, type Pipe } from './transport.ts';

/** One stream being served: ended exactly once, when its handler is done, when it is cancelled or when its server drains. */
export class StreamExchange implements InFlight {
  private open = true;

  constructor(
    private readonly call: ServedCall,
    private readonly pipe: Pipe,
  ) {}

  async run(handle: ServerFunction): Promise<void> {
    const { scope, serving } = this.call;
    if (serving.draining) return this.abandon();
    serving.streams.add(this);
    scope.onCancel(() => this.end(this.call.statusOf(scope.cancellation())));
    try {
      const requests = this.requests();
      const request = this.call.endpoint.kind === 'bidi_stream' ? requests : await this.only(requests);
      const answers: unknown = await handle(request, scope);
      if (!isAsyncIterable(answers)) throw new TypeError('a handler of a stream returns an async iterable');
      await pump(answers, scope, (answer) => this.pipe.send(this.call.encode(answer)));
      this.end(OK);
    } catch (error) {
      this.end(this.call.statusOf(error));
    }
  }

  abandon(): void {
    this.end(this.call.statusOf(this.call.draining()));
  }

  private async *requests(): AsyncGenerator<unknown> {
    const { scope, serving } = this.call;
    for (;;) {
      const next = await this.pipe.receive();
      if ('message' in next) yield this.call.decode(next.message);
      else if (next.status.code === OK.code) return;
      else throw scope.cancellation() ?? errorOf(next.status, serving.service);
    }
  }

  private async only(requests: AsyncGenerator<unknown>): Promise<unknown> {
    const first = await requests.next();
    if (!first.done) return first.value;
    throw this.call.error(
      'invalid_argument',
      'malformed_request',
      `${this.call.endpoint.method} takes a request`,
    );
  }

  private end(status: WireStatus): void {
    if (!this.open) return;
    this.open = false;
    this.call.serving.streams.delete(this);
    this.pipe.end(status);
    if (status === OK) this.call.scope.end();
    else this.call.scope.cancel(); // whatever of the handler still runs
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
