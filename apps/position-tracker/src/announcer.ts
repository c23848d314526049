import { type Effects, type Millis, type MonotonicInstant } from '@hansom/platform-context';
import { type Host } from '@hansom/platform-runtime';
import { positionEvents } from '@hansom/proto-position-tracker';

import { type Fix } from './domain/fix.ts';
import { type Job } from './domain/job.ts';

export interface AnnouncerOptions {
  announce: Host['announce'];
  effects: Pick<Effects, 'monotonic' | 'log'>;
  /** At most one of a job in this. Real time. */
  everyMs: () => Millis;
}

/** Tells whoever listens where the cars of running jobs are. It may be missed: the next one follows. */
export class Announcer {
  private readonly toldAt = new Map<string, MonotonicInstant>();

  constructor(private readonly options: AnnouncerOptions) {}

  tell(job: Job, fix: Fix): void {
    const now = this.options.effects.monotonic.now();
    const last = this.toldAt.get(job.bookingId);
    if (last !== undefined && now - last < this.options.everyMs()) return;
    this.toldAt.set(job.bookingId, now);
    void this.announce(job, fix).catch((error: unknown) => {
      this.options.effects.log.warn('a position was not announced', { error });
    });
  }

  /** Forgets the jobs of which nothing was told for long. */
  forget(): void {
    const now = this.options.effects.monotonic.now();
    for (const [job, at] of this.toldAt) if (now - at > 60_000) this.toldAt.delete(job);
  }

  private async announce({ bookingId, riderId, driverId, city, tenancy }: Job, fix: Fix): Promise<void> {
    const payload = {
      bookingId,
      riderId,
      driverId,
      position: { lat: fix.lat, lng: fix.lng },
      bearingDegrees: fix.bearingDegrees,
      speedMetresPerSecond: fix.metresPerSecond,
      at: new Date(fix.at),
    };
    // By the second and not by the app's number, which is another driver's after a reallocation.
    const version = Math.floor(fix.at / 1000);
    await this.options.announce(positionEvents, {
      type: 'position.moved',
      key: bookingId,
      version,
      city,
      tenancy,
      payload,
    });
  }
}
