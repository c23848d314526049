import { type Effects, type Millis } from '@hansom/platform-context';

/** Real time between two walks, and until the next try when one has failed. */
export const WALK_EVERY_MS: Millis = 60_000;
const RETRY_MS: Millis = 5_000;
/** While an installation starts, owners are away for a while: that concerns nobody. */
const SILENT_FAILURES = 2;

/** Runs the rounds of whoever walks: at once, every minute, and when it is told to. */
export class WalkLoop {
  private readonly stop = new AbortController();
  private readonly ended: Promise<void>;
  private nap = new AbortController();
  private failures = 0;

  constructor(
    private readonly walker: { readonly name: string; round(): Promise<void> },
    private readonly effects: Effects,
  ) {
    this.ended = this.run();
  }

  /** Has the next round begin at once. */
  wake(): void {
    this.nap.abort();
  }

  /** Resolves when the present round has ended. Idempotent. */
  async close(): Promise<void> {
    this.stop.abort();
    this.wake();
    await this.ended;
  }

  private async run(): Promise<void> {
    const { timers, random } = this.effects;
    while (!this.stop.signal.aborted) {
      this.nap = new AbortController();
      const longest = (await this.calmly()) ? WALK_EVERY_MS : RETRY_MS;
      await timers.sleep(longest * (1 - random.next() / 10), this.nap.signal);
    }
  }

  private async calmly(): Promise<boolean> {
    try {
      await this.walker.round();
      this.failures = 0;
      return true;
    } catch (error) {
      this.failures += 1;
      const { log } = this.effects;
      const told = { group: this.walker.name, failures: this.failures, error };
      if (this.failures > SILENT_FAILURES) log.warn('could not walk', told);
      else log.debug('could not walk yet', told);
      return false;
    }
  }
}
