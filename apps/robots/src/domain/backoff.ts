import { type Millis, type Random } from '@hansom/platform-context';

/** City time. */
const FIRST_MS: Millis = 10_000;
const LONGEST_MS: Millis = 120_000;

/**
 * How long a phone leaves the city alone after something failed: twice as long each time, and no two phones for as long as each other, as
 * all of them together would else keep an overload going that has no other cause.
 */
export class Backoff {
  private failures = 0;
  private until = 0;

  constructor(
    private readonly random: Random,
    private readonly time: { now(): number },
  ) {}

  /** How long from now: city time. */
  get remainingMs(): Millis {
    return Math.max(0, this.until - this.time.now());
  }

  failed(): void {
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.failures);
    this.failures += 1;
    this.until = this.time.now() + (longest / 2) * (1 + this.random.next());
  }

  succeeded(): void {
    this.failures = 0;
    this.until = 0;
  }
}
