import { type Millis, type MonotonicInstant } from '@hansom/platform-context';

/** So long after its last call a caller counts as one who wants in. */
const WANTS_IN_MS: Millis = 1000;

interface Arrival {
  readonly caller: string;
  readonly at: MonotonicInstant;
}

/** Who is in flight, and whether others want in. It knows only callers with a call in flight, and the last two that came. */
export class Callers {
  private readonly inFlight = new Map<string, number>();
  private latest: Arrival | undefined;
  /** The latest that is not of the caller of `latest`. */
  private another: Arrival | undefined;

  arrive(caller: string, at: MonotonicInstant): void {
    if (this.latest?.caller !== caller) this.another = this.latest;
    this.latest = { caller, at };
  }

  /** Whether somebody else than `caller` called within the last second. */
  othersWantIn(caller: string, now: MonotonicInstant): boolean {
    const other = this.latest?.caller === caller ? this.another : this.latest;
    return other !== undefined && now - other.at <= WANTS_IN_MS;
  }

  countOf(caller: string): number {
    return this.inFlight.get(caller) ?? 0;
  }

  enter(caller: string): void {
    this.inFlight.set(caller, this.countOf(caller) + 1);
  }

  leave(caller: string): void {
    const left = this.countOf(caller) - 1;
    if (left > 0) this.inFlight.set(caller, left);
    else this.inFlight.delete(caller);
  }
}
