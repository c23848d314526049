import { type ServerFunction } from './interceptors.ts';
import { type InFlight, type ServedCall } from './served-call.ts';
import { type Answer, type Outcome } from './transport.ts';

/** One request and its answer: given exactly once, at the deadline at the latest, whatever the handler does. */
export class UnaryExchange implements InFlight {
  private answer: Answer | undefined;

  constructor(
    private readonly call: ServedCall,
    answer: Answer,
  ) {
    this.answer = answer;
  }

  run(message: Uint8Array, handle: ServerFunction): void {
    const { call } = this;
    if (call.serving.draining) return this.refuse(call.draining());
    call.serving.inFlight.add(this);
    call.scope.onCancel(() => this.refuse(call.scope.cancellation()));
    try {
      const result = handle(call.decode(message), call.scope);
      if (!isThenable(result)) return this.succeed(result);
      result.then(
        (response) => this.succeed(response),
        (error: unknown) => this.refuse(error),
      );
    } catch (error) {
      this.refuse(error);
    }
  }

  abandon(): void {
    const { call } = this;
    const error = call.error('unavailable', 'stopped', 'this instance stopped before it was done');
    this.finish({ status: call.statusOf(error) }, () => call.scope.cancel());
  }

  private succeed(response: unknown): void {
    if (!this.answer) return;
    try {
      this.finish({ message: this.call.encode(response) });
    } catch (error) {
      this.refuse(error);
    }
  }

  private refuse(error: unknown): void {
    const status = this.call.statusOf(error); // reports what broke, also after the answer
    if (this.answer) this.finish({ status });
  }

  private finish(outcome: Outcome, close = (): void => this.call.scope.end()): void {
    const answer = this.answer;
    this.answer = undefined;
    this.call.serving.inFlight.delete(this);
    answer?.(outcome);
    close();
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
