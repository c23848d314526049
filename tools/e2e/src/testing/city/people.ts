import { type Job, type Offer } from '@hansom/client-driver-api';

import { type AppWorld, until } from './app.ts';
import { DriverApp } from './driver-app.ts';
import { type Spot } from './places.ts';
import { RiderApp } from './rider-app.ts';

const AT_ONCE = 5;

/** The people of a spec, each with an app, numbered so that no two have a phone. They leave before the city closes. */
export class People {
  private readonly apps: { close(): unknown }[] = [];

  constructor(private readonly city: AppWorld) {}

  async rider(n: number): Promise<RiderApp> {
    return this.joined(await RiderApp.signIn(this.city, n));
  }

  /** Approved, but not on shift. */
  async driver(n: number, at: Spot, city?: string): Promise<DriverApp> {
    return this.joined(await DriverApp.apply(this.city, n, { at, city }));
  }

  /** The first of the drivers, that many, on shift. Some at a time, as passwords are slow. */
  async drivers(count: number, at: Spot): Promise<DriverApp[]> {
    const drivers: DriverApp[] = [];
    const numbers = Array.from({ length: count }, (_, i) => i + 1);
    while (numbers.length > 0) {
      const some = numbers.splice(0, AT_ONCE).map(async (n) => {
        const driver = await this.driver(n, at);
        await driver.goOnShift();
        return driver;
      });
      drivers.push(...(await Promise.all(some)));
    }
    return drivers;
  }

  async close(): Promise<void> {
    await Promise.all(this.apps.map((app) => app.close()));
  }

  private joined<A extends { close(): unknown }>(app: A): A {
    this.apps.push(app);
    return app;
  }
}

/** Whoever of the drivers is offered a job first, and the offer. */
export async function firstOffered(
  drivers: readonly DriverApp[],
  bookingId: string,
): Promise<{ driver: DriverApp; offer: Offer }> {
  return until(`${bookingId} is offered to somebody`, () => {
    for (const driver of drivers) {
      const offer = driver.openOffer(bookingId);
      if (offer) return { driver, offer };
    }
    return undefined;
  });
}

/**
 * Whoever of the drivers is offered a job takes it; the first who gets it. On a slow machine an offer may be over before it is taken: there is
 * another one.
 */
export async function firstTaken(drivers: readonly DriverApp[], bookingId: string): Promise<Taken> {
  return until(`${bookingId} is taken`, async () => {
    for (const driver of drivers) {
      const offer = await driver.isOfferedNow(bookingId); // one after the other: one gets it
      const job = offer && (await driver.acceptInTime(offer));
      if (job) return { driver, offer, job };
    }
    return undefined;
  });
}

interface Taken {
  driver: DriverApp;
  offer: Offer;
  job: Job;
}
