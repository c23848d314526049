import {
  type Driver,
  type DriverApiClient,
  type Job,
  type Offer,
  type Shift,
} from '@hansom/client-driver-api';
import { isProblem } from '@hansom/client-http';
import { greatCircleMetres, type LatLng } from '@hansom/shared-geo';

import { type AppWorld, codeSentTo, driverApi, Ear, until } from './app.ts';
import { CityTime } from './city-time.ts';
import { type Spot } from './places.ts';
import { Session } from './session.ts';

const PASSWORD = 'a long password';
const YEAR_MS = 365 * 86_400_000;
/** Fast for a town, slow enough to be believed. */
const METRES_PER_SECOND = 30;
/** City time from one position to the next. */
const FIX_EVERY_MS = 3_000;

interface Drive {
  from: LatLng;
  to: LatLng;
  since: number;
}

/** Where a driver waits, and which city's driver it is. */
export interface Stand {
  at: Spot;
  city?: string;
}

/** A driver's app, signed in and approved, in a car that tells where it is. HTTP and a socket, nothing else. */
export class DriverApp {
  readonly api: DriverApiClient;
  readonly ear: Ear;
  private readonly stopping = new AbortController();
  private reporting: Promise<void> | undefined;
  private drive: Drive;
  seq = 0;

  private constructor(
    readonly world: AppWorld,
    readonly session: Session,
    private readonly options: { at: Spot; time: CityTime },
  ) {
    const { at } = options.at;
    this.drive = { from: at, to: at, since: options.time.now() };
    this.api = driverApi(world, session.token);
    this.ear = new Ear(world, session.token);
  }

  /** Applies with code, password, documents and a car, and waits for the approval: the n-th of the drivers. */
  static async apply(world: AppWorld, n: number, { at, city = 'got' }: Stand): Promise<DriverApp> {
    const phone = `+46700000${String(n).padStart(3, '0')}`;
    const api = driverApi(world);
    const { challengeId } = await api.sendCode({ body: { phone } });
    const code = await codeSentTo(world, phone);
    const tokens = await api.apply({
      body: { challengeId, code, password: PASSWORD, city, name: `Driver ${n}` },
    });
    const time = await CityTime.of(world, api);
    const renew = (refreshToken: string) => api.renewTokens({ body: { refreshToken } });
    const driver = new DriverApp(world, new Session(tokens, { time, renew }), { at, time });
    await driver.completeApplication(n);
    await driver.ear.connected();
    return driver;
  }

  private async completeApplication(n: number): Promise<void> {
    const expiresAt = new Date(this.options.time.now() + YEAR_MS).toISOString();
    const kinds = ['DRIVING_LICENCE', 'TAXI_LICENCE', 'INSURANCE'] as const;
    for (const kind of kinds) {
      await this.api.addDocument({ params: { kind }, body: { number: `${kind}${n}`, expiresAt } }); // a form at a time
    }
    const car = { make: 'Volvo', model: 'V90', colour: 'black', seats: 4, serviceTypes: ['standard'] };
    await this.api.setVehicle({ body: { plate: `CAB${n}`, ...car } });
    await this.api.submitApplication({});
    await until('the application is approved', async () => {
      return (await this.me()).state === 'ACTIVE';
    });
  }

  get time(): CityTime {
    return this.options.time;
  }

  me(): Promise<Driver> {
    return this.api.getMe({});
  }

  key(): string {
    return this.world.effects.ids.uuid();
  }

  /** Tells where the car is, and goes on shift. */
  async goOnShift(): Promise<Shift> {
    await this.sendFix();
    this.reporting = this.report();
    return this.api.startShift({ body: {}, idempotencyKey: this.key() });
  }

  /** What the driver is doing, as the API tells it. */
  async shift(): Promise<Shift | undefined> {
    return (await this.api.getState({})).shift;
  }

  /** The shift, when it is in that state. */
  async isOnShift(state: Shift['state']): Promise<Shift> {
    return until(`the shift is ${state}`, async () => {
      const shift = await this.shift();
      return shift?.state === state && shift;
    });
  }

  /** The offer of a job, when it is shown. */
  async offered(bookingId: string): Promise<Offer> {
    const { data, seq } = await this.ear.hears('offer.sent', { bookingId });
    if (seq !== undefined) this.ear.ack(seq);
    return data as Offer; // docs/api/realtime.md
  }

  /** The offer of a job, as the API tells it: also one that was sent while nobody was connected. */
  async isOfferedNow(bookingId: string): Promise<Offer | undefined> {
    const { offers } = await this.api.getState({});
    return offers.find((offer) => offer.bookingId === bookingId && offer.state !== 'CREATED');
  }

  /** The offer of a job, if one was shown so far. */
  openOffer(bookingId: string): Offer | undefined {
    const told = this.ear.heard('offer.sent', { bookingId }).at(-1);
    return told && (told.data as Offer); // docs/api/realtime.md
  }

  async accept({ id: offerId }: Pick<Offer, 'id'>, idempotencyKey = this.key()): Promise<Job> {
    return (await this.api.acceptOffer({ params: { offerId }, idempotencyKey })).job;
  }

  /** Nothing when the offer is over, or another was quicker: on a slow machine it may be. */
  async acceptInTime(offer: Pick<Offer, 'id'>): Promise<Job | undefined> {
    try {
      return await this.accept(offer);
    } catch (error) {
      if (isProblem(error, 'dispatch.offer_expired') || isProblem(error, 'dispatch.offer_taken'))
        return undefined;
      throw error;
    }
  }

  /** Takes a job that is offered, however often that has to be. */
  async takes(bookingId: string): Promise<Job> {
    return until(`${bookingId} is taken`, async () => {
      const offer = await this.isOfferedNow(bookingId);
      return offer && this.acceptInTime(offer);
    });
  }

  async decline({ id: offerId }: Pick<Offer, 'id'>): Promise<Offer> {
    return this.api.declineOffer({ params: { offerId }, idempotencyKey: this.key() });
  }

  /** What a command on a job is sent with. */
  request({ bookingId, offerId }: Pick<Job, 'bookingId' | 'offerId'>) {
    return { params: { bookingId }, body: { offerId }, idempotencyKey: this.key() };
  }

  arrive(job: Job): Promise<Job> {
    return this.api.arrive(this.request(job));
  }

  start(job: Job): Promise<Job> {
    return this.api.startTrip(this.request(job));
  }

  complete(job: Job): Promise<Job> {
    const { params, body, idempotencyKey } = this.request(job);
    return this.api.completeTrip({ params, body: { ...body, lastSeq: this.seq }, idempotencyKey });
  }

  cancel(job: Job): Promise<Job> {
    return this.api.cancelJob(this.request(job));
  }

  collect({ bookingId }: Pick<Job, 'bookingId'>): Promise<Shift> {
    return this.api.collectCash({ params: { bookingId }, idempotencyKey: this.key() });
  }

  /** Drives straight there; resolves when a position there was taken in. */
  async driveTo({ at: to }: Pick<Spot, 'at'>): Promise<void> {
    const since = this.options.time.now();
    this.drive = { from: this.position(), to, since };
    await until('the car has arrived', () => greatCircleMetres(this.position(), to) < 1);
    await this.sendFix();
  }

  /** All of a job, from the way to the pickup to the end of the trip. */
  async drives(job: Job): Promise<Job> {
    await this.driveTo(job.pickup);
    const { destination } = await this.arrive(job);
    if (!destination) throw new Error('the destination is not told at the pickup');
    await this.start(job);
    await this.driveTo(destination);
    return this.complete(job);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.reporting;
    this.ear.close();
  }

  private async report(): Promise<void> {
    const { signal } = this.stopping;
    const everyMs = FIX_EVERY_MS / this.options.time.speed;
    while (!signal.aborted) {
      await this.sendFix().catch(() => undefined); // the next one tells more
      await this.world.effects.timers.sleep(everyMs, signal); // one after the other: numbers rise
    }
  }

  private async sendFix(): Promise<void> {
    this.seq += 1;
    const at = new Date(this.options.time.now()).toISOString();
    const fix = { seq: this.seq, at, position: this.position(), accuracyMetres: 5 };
    await this.api.sendPositions({ body: { fixes: [fix] } });
  }

  private position(): LatLng {
    const { from, to, since } = this.drive;
    const metres = ((this.options.time.now() - since) / 1000) * METRES_PER_SECOND;
    const way = greatCircleMetres(from, to);
    const share = way === 0 ? 1 : Math.min(1, metres / way);
    return { lat: from.lat + (to.lat - from.lat) * share, lng: from.lng + (to.lng - from.lng) * share };
  }
}
