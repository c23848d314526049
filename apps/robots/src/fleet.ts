import { setMaxListeners } from 'node:events';

import { type Millis, seededRandom } from '@hansom/platform-context';

import { type World } from './apis.ts';
import { untilNext } from './domain/chance.ts';
import { driverIdentity } from './driver/account.ts';
import { DriverRobot } from './driver/driver-robot.ts';
import { RiderRobot } from './rider/rider-robot.ts';

export interface FleetOptions {
  drivers: number;
  ridesPerHour: number;
  seed: number;
}

/** Drivers begin their day as fast as the city takes them: the next one comes when one of so many is on shift. */
const MOST_ARRIVING = 3;
/** People who ride at the same time, at the most. */
const MOST_RIDERS = 2_000;
export const TICK_MS: Millis = 200;

/** All robots of a city: who they are follows from the seed. */
export class Fleet {
  private readonly drivers: DriverRobot[] = [];
  private readonly riders: RiderRobot[] = [];
  private readonly resting: RiderRobot[] = [];
  private readonly rides = new Set<Promise<void>>();
  private readonly random;
  private nextRideAt: number;
  private readonly stop = new AbortController();
  completed = 0;
  lost = 0;

  constructor(
    private readonly world: World,
    private readonly options: FleetOptions,
  ) {
    setMaxListeners(MOST_RIDERS, this.stop.signal); // everybody who rides listens whether the day is over
    this.random = seededRandom(options.seed);
    this.nextRideAt = world.time.now() + untilNext(this.random, options.ridesPerHour);
  }

  get figures() {
    return {
      driversCount: this.drivers.length,
      driversOnShiftCount: this.drivers.filter(({ onShift }) => onShift).length,
      ridersCount: this.riders.length,
      ridersWaitingCount: this.riders.filter(({ waiting }) => waiting).length,
      ridersRidingCount: this.riders.filter(({ riding }) => riding).length,
      ridesCompletedCount: BigInt(this.completed),
      ridesLostCount: BigInt(this.lost),
    };
  }

  /** Everybody looks at the clock. */
  tick(): void {
    this.admit();
    for (const driver of this.drivers) driver.tick();
    const now = this.world.time.now();
    while (now >= this.nextRideAt) {
      this.nextRideAt += untilNext(this.random, this.options.ridesPerHour);
      if (this.rides.size < MOST_RIDERS) this.begin(this.resting.pop() ?? this.newRider());
    }
  }

  /** Everybody stops where they are: what they have begun goes on without them, as with a phone that is switched off. */
  async close(): Promise<void> {
    this.stop.abort();
    for (const driver of this.drivers) driver.close();
    await Promise.all(this.rides);
  }

  private admit(): void {
    let arriving = this.drivers.filter(({ arrival }) => arrival.underWay).length;
    for (; arriving < MOST_ARRIVING && this.drivers.length < this.options.drivers; arriving++)
      this.addDriver();
  }

  private addDriver(): void {
    const n = this.drivers.length;
    const identity = driverIdentity(n, this.world.config().driverPhones);
    this.drivers.push(new DriverRobot(this.world, identity, this.seeded(n)));
  }

  private newRider(): RiderRobot {
    const n = this.riders.length;
    const phone = `${this.world.config().riderPhones}${String(n).padStart(4, '0')}`;
    const rider = new RiderRobot(this.world, phone, this.seeded(1_000_000 + n));
    this.riders.push(rider);
    return rider;
  }

  private begin(rider: RiderRobot): void {
    const ride = rider.ride(this.stop.signal).then((outcome) => {
      if (outcome === 'completed') this.completed += 1;
      else this.lost += 1;
      this.resting.unshift(rider);
      this.rides.delete(ride);
    });
    this.rides.add(ride);
  }

  private seeded(n: number) {
    return seededRandom(this.options.seed * 7_919 + n);
  }
}
