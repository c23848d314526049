import { type Instant } from '@hansom/platform-context';

import { type DriverKey, type Position, type Standing } from './driver.ts';
import { type DriverIndex } from './driver-index.ts';

interface Driver {
  position?: Position | undefined;
  standing?: Standing | undefined;
  /** When the standing was learnt. */
  learntAt?: Instant;
}

/** How long an ended shift is remembered, so that what was on the way when it ended does not bring it back. */
const REMEMBER_ENDED_MS = 120_000;

/**
 * The drivers of one city: positions and shifts, which come by different ways in any order, joined. In the index stands who has both. The
 * later fix wins; the later shift, and of one shift the higher version.
 */
export class CityDrivers {
  private readonly drivers = new Map<DriverKey, Driver>();

  constructor(readonly index: DriverIndex) {}

  /** False: something newer is known. */
  place(key: DriverKey, position: Position): boolean {
    const driver = this.driverOf(key);
    if (driver.position && driver.position.fixedAt >= position.fixedAt) return false;
    driver.position = position;
    this.reindex(key, driver);
    return true;
  }

  learn(standing: Standing, now: Instant): void {
    const driver = this.driverOf(standing.driver);
    if (driver.standing && !isLater(standing, driver.standing)) return;
    driver.standing = standing;
    driver.learntAt = now;
    this.reindex(standing.driver, driver);
  }

  /** Those on shift, as far as is known. */
  onShift(): Standing[] {
    return [...this.drivers.values()].flatMap(({ standing }) => (standing?.live ? [standing] : []));
  }

  /** Takes off shift whoever was on it before a list was read, is not on the list, and of whom nothing was heard since. */
  leaveOut(before: readonly Standing[], listed: ReadonlySet<string>): void {
    for (const standing of before) {
      const driver = this.drivers.get(standing.driver);
      if (listed.has(standing.shiftId) || driver?.standing !== standing) continue;
      driver.standing = undefined;
      this.reindex(standing.driver, driver);
    }
  }

  /** Forgets positions that are older than `positionsSince`, and shifts that ended long ago. */
  forget(positionsSince: Instant, now: Instant): void {
    for (const [key, driver] of this.drivers) {
      const { position, standing, learntAt = now } = driver;
      if (position && position.fixedAt < positionsSince) driver.position = undefined;
      if (standing && !standing.live && now - learntAt > REMEMBER_ENDED_MS) driver.standing = undefined;
      this.reindex(key, driver);
      if (!driver.position && !driver.standing) this.drivers.delete(key);
    }
  }

  private driverOf(key: DriverKey): Driver {
    const driver = this.drivers.get(key) ?? {};
    this.drivers.set(key, driver);
    return driver;
  }

  private reindex(key: DriverKey, { position, standing }: Driver): void {
    if (position && standing?.live) this.index.put({ key, position, standing });
    else this.index.remove(key);
  }
}

/** Ids of shifts rise with time. */
function isLater(a: Standing, b: Standing): boolean {
  return a.shiftId === b.shiftId ? a.version > b.version : a.shiftId > b.shiftId;
}
