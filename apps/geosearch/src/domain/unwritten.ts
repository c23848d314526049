import { type Millis, type MonotonicInstant } from '@hansom/platform-context';
import { type Slot } from '@hansom/shared-geo';

/**
 * Which drivers have moved since they were last written, and when that was: one mark a driver, so it has the bound that drivers have, and a later
 * position takes an earlier one's place by itself.
 */
export class Unwritten {
  private readonly waiting = new Set<Slot>();
  private readonly writtenAt = new Map<Slot, MonotonicInstant>();

  get size(): number {
    return this.waiting.size;
  }

  note(slot: Slot): void {
    this.waiting.add(slot);
  }

  /** Those who wait and were not written for so long. */
  due(now: MonotonicInstant, everyMs: Millis): Slot[] {
    return [...this.waiting].filter((slot) => now - (this.writtenAt.get(slot) ?? -Infinity) >= everyMs);
  }

  /** One is being written. */
  take(slot: Slot, now: MonotonicInstant): void {
    this.waiting.delete(slot);
    this.writtenAt.set(slot, now);
  }

  /** The slot's driver is another one. */
  reset(slot: Slot): void {
    this.waiting.delete(slot);
    this.writtenAt.delete(slot);
  }
}
