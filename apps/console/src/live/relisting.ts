import { type Effects, type Millis, type MonotonicInstant } from '@hansom/platform-context';

/** Real time. */
const EVERY_MS: Millis = 1_000;

/** Has something listed again: one list at a time, and at most one in a second, for all who want it. */
export class Relisting {
  /** The last one; never rejects. */
  private last: Promise<unknown> = Promise.resolve();
  private next: Promise<void> | undefined;
  private askedAt: MonotonicInstant | undefined;

  constructor(
    private readonly list: () => Promise<void>,
    private readonly effects: Pick<Effects, 'monotonic' | 'timers'>,
  ) {}

  /** Resolves after a list that began after this call; rejects with what that list rejects with. */
  again(): Promise<void> {
    return (this.next ??= this.listNext());
  }

  private async listNext(): Promise<void> {
    await this.last; // else an older answer could come after a newer one
    const pauseMs = this.pauseMs();
    if (pauseMs > 0) await this.effects.timers.sleep(pauseMs);
    this.next = undefined; // who comes from now on may want what this one does not have
    this.askedAt = this.effects.monotonic.now();
    const listing = this.list();
    this.last = listing.catch(() => undefined);
    return listing;
  }

  private pauseMs(): Millis {
    return this.askedAt === undefined ? 0 : this.askedAt + EVERY_MS - this.effects.monotonic.now();
  }
}
