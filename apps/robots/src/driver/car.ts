import { type Random } from '@hansom/platform-context';
import { type LatLng } from '@hansom/shared-geo';

import { type Journey, type Standing } from '../domain/journey.ts';
import { type Streets } from '../streets.ts';

interface Drive {
  journey: Journey;
  since: number;
  /** What it is for: a job's pickup or destination, or nothing in particular. */
  purpose: string;
}

/** A car that stands somewhere or drives along streets, by city time. */
export class Car {
  private drive: Drive | undefined;
  private spot: LatLng;

  constructor(
    private readonly streets: Streets,
    random: Random,
  ) {
    this.spot = streets.somewhere(random);
  }

  get driving(): boolean {
    return this.drive !== undefined;
  }

  standing(now: number): Standing {
    if (this.drive) return this.drive.journey.at(now - this.drive.since);
    return { at: this.spot, bearingDegrees: 0, metresPerSecond: 0 };
  }

  /** When the drive comes to its end, or came; long ago without one. */
  get arrivedAt(): number {
    return this.drive ? this.drive.since + this.drive.journey.millis : 0;
  }

  /** Whether a drive has come to its end. */
  hasArrived(now: number): boolean {
    return this.drive !== undefined && now >= this.arrivedAt;
  }

  /** Sets out for that purpose if it has not yet; true when it is there. */
  isAt(purpose: string, to: LatLng, now: number): boolean {
    if (this.drive?.purpose !== purpose) this.setOut(purpose, to, now);
    return this.drive === undefined || this.hasArrived(now);
  }

  setOut(purpose: string, to: LatLng, now: number): void {
    this.park(now);
    const journey = this.streets.journey(this.spot, to);
    this.drive = journey && { journey, since: now, purpose };
  }

  /** Stays where it is. */
  park(now: number): void {
    this.spot = this.standing(now).at;
    this.drive = undefined;
  }
}
