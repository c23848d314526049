import { type Offer } from '@hansom/client-driver-api';
import { type Random } from '@hansom/platform-context';

import { happens, within } from '../domain/chance.ts';

/** An offer that a driver has made up his mind about. */
export interface Considered {
  offer: Offer;
  will: 'accept' | 'decline';
  decideAt: number;
}

interface Habits {
  thinkMs: readonly [number, number];
  declines: number;
  ignores: number;
}

/** The offers on a driver's screen. He thinks before he answers, and does not answer all. */
export class Offers {
  private readonly considered = new Map<string, Considered | 'ignored'>();

  constructor(
    private readonly random: Random,
    private readonly habits: () => Habits,
  ) {}

  /** Takes notice of an offer as it stands; true while it can be answered. */
  consider(offer: Offer, now: number): boolean {
    if (offer.state !== 'SENT' && offer.state !== 'SEEN') {
      this.considered.delete(offer.id);
      return false;
    }
    if (!this.considered.has(offer.id)) this.considered.set(offer.id, this.madeUp(offer, now));
    return true;
  }

  /** One that is to be answered now. */
  due(now: number): Considered | undefined {
    for (const one of this.considered.values()) {
      if (one !== 'ignored' && one.decideAt <= now) return one;
    }
    return undefined;
  }

  forget(offerId: string): void {
    this.considered.delete(offerId);
  }

  clear(): void {
    this.considered.clear();
  }

  private madeUp(offer: Offer, now: number): Considered | 'ignored' {
    const { thinkMs, declines, ignores } = this.habits();
    if (happens(this.random, ignores)) return 'ignored';
    const will = happens(this.random, declines) ? 'decline' : 'accept';
    return { offer, will, decideAt: now + within(this.random, thinkMs) };
  }
}
