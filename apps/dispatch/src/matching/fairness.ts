import { type Clock, type Instant } from '@hansom/platform-context';

/** Prefers, a little, drivers who have long had no offer. Known to one instance only, and forgotten with it: it decides no right. */
export class Fairness {
  private readonly lastOffers = new Map<string, Instant>();

  constructor(
    private readonly clock: Clock,
    private readonly mostMs: () => number,
  ) {}

  /** By how much a driver's way counts as shorter: a fiftieth of the time since the last offer. */
  bonusMs(driverId: string): number {
    const last = this.lastOffers.get(driverId);
    const idleMs = last === undefined ? Infinity : this.clock.now() - last;
    return Math.min(this.mostMs(), idleMs / IDLE_PER_BONUS);
  }

  offered(driverId: string): void {
    this.lastOffers.delete(driverId);
    this.lastOffers.set(driverId, this.clock.now());
    if (this.lastOffers.size <= MOST_DRIVERS) return;
    const [longestAgo] = this.lastOffers.keys();
    if (longestAgo !== undefined) this.lastOffers.delete(longestAgo);
  }
}

const IDLE_PER_BONUS = 50;
const MOST_DRIVERS = 50_000;
