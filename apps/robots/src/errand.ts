import { NoAnswer, ProblemError } from '@hansom/client-customer-api';
import { type Ids } from '@hansom/platform-context';

import { type Backoff } from './domain/backoff.ts';

/** How an errand ended: done; refused for good; or it is to be tried again later. */
export type ErrandOutcome = 'done' | 'refused' | 'later';

/**
 * One thing that a robot wants done over an API. Asked again it uses the same idempotency key, until there is an answer: so whatever came
 * of the first attempt, it is done once. When to ask again is up to whoever does: the back-off is told how it went.
 */
export class Errands {
  private name = '';
  private key = '';

  constructor(
    private readonly ids: Ids,
    private readonly backoff: Backoff,
  ) {}

  async run(name: string, work: (idempotencyKey: string) => Promise<unknown>): Promise<ErrandOutcome> {
    if (this.name !== name) {
      this.name = name;
      this.key = this.ids.uuid();
    }
    try {
      await work(this.key);
      this.backoff.succeeded();
      this.name = '';
      return 'done';
    } catch (error) {
      if (error instanceof NoAnswer || (error instanceof ProblemError && comesBack(error)))
        return this.later();
      this.name = '';
      if (error instanceof ProblemError) return 'refused';
      throw error;
    }
  }

  private later(): ErrandOutcome {
    this.backoff.failed();
    return 'later';
  }
}

/** Overload, an outage, or the same key in flight: the answer will be another. */
function comesBack({ status, code }: ProblemError): boolean {
  return status === 429 || status >= 500 || code.endsWith('.idempotency_key_in_flight');
}
