import { type DriverApiClient, type Job, type Offer, type Shift } from '@hansom/client-driver-api';
import { type Random } from '@hansom/platform-context';
import { type ConnectedSocket, connectSocket } from '@hansom/platform-sockets';

import { type World } from '../apis.ts';
import { Backoff } from '../domain/backoff.ts';
import { happens, within } from '../domain/chance.ts';
import { Errands } from '../errand.ts';
import { heldUp } from '../held-up.ts';
import { newer } from '../newer.ts';
import { type SignedIn } from '../tokens.ts';
import { completeApplication, type DriverIdentity, driverSession } from './account.ts';
import { Arrival } from './arrival.ts';
import { Car } from './car.ts';
import { Fixes } from './fixes.ts';
import { type Considered, Offers } from './offers.ts';
import { Tunnels } from './tunnels.ts';

/** After something failed the robot looks again after so long: city time. */
const AGAIN_MS = 10_000;
/** A shift begins where the driver is, not where he was: city time. */
const FRESH_MS = 60_000;

type JobRequest = { params: { bookingId: string }; body: { offerId: string }; idempotencyKey: string };

/**
 * A robot driver: knows what its apps know, does what drivers do. Nothing in it waits: `tick` looks at the clock and begins at most one
 * thing, whose answer it takes when it comes.
 */
export class DriverRobot {
  readonly arrival = new Arrival();
  private readonly session: SignedIn;
  private readonly api: DriverApiClient;
  private readonly errands: Errands;
  private readonly backoff: Backoff;
  private readonly fixes: Fixes;
  private socket: ConnectedSocket | undefined;
  private mayDrive = false;
  private shift: Shift | undefined;
  private job: Job | undefined;
  private readonly offers: Offers;
  private readonly car: Car;
  private busy = false;
  /** Nothing is begun before this. */
  private idleUntil: number;
  private readonly tunnel: Tunnels;
  private stale = true;

  constructor(
    private readonly world: World,
    private readonly identity: DriverIdentity,
    private readonly random: Random,
  ) {
    this.session = driverSession(world, identity);
    this.api = world.driverApi(this.session.token);
    this.backoff = new Backoff(random, world.time);
    this.errands = new Errands(world.effects.ids, this.backoff);
    this.fixes = new Fixes(random, { time: world.time, noiseMetres: world.config().driver.noiseMetres });
    this.car = new Car(world.streets, random);
    this.tunnel = new Tunnels(random);
    this.offers = new Offers(random, () => world.config().driver);
    this.idleUntil = world.time.now();
  }

  get onShift(): boolean {
    return this.shift !== undefined && this.shift.state !== 'ENDED';
  }

  /** Looks at the clock, and does what is next. */
  tick(): void {
    const now = this.world.time.now();
    const offline = this.isOffline(now);
    if (this.mayDrive) this.report(now, offline);
    if (this.onShift) this.arrival.end();
    if (this.busy || offline || now < this.idleUntil || this.backoff.remainingMs > 0) return;
    this.busy = true;
    void this.next(now)
      .catch((error: unknown) => this.lookAgain(error))
      .finally(() => (this.busy = false));
  }

  close(): void {
    this.socket?.close();
  }

  private async next(now: number): Promise<void> {
    if (!this.mayDrive) return this.becomeDriver(now);
    if (this.stale) return this.refresh();
    if (!this.onShift) return this.goOnShift(now);
    if (this.job) return this.doJob(this.job, now);
    const due = this.offers.due(now);
    if (due) return this.answer(due);
    if (this.shift?.state === 'BREAK') return this.endBreak(now);
    if (this.shift?.state === 'FREE') return this.cruise(now);
  }

  /** Applies, and asks now and then whether it was approved. */
  private async becomeDriver(now: number): Promise<void> {
    this.mayDrive = await completeApplication(this.world, this.session, this.identity);
    if (!this.mayDrive) {
      this.arrival.end();
      return this.rest(now, AGAIN_MS);
    }
    this.socket = connectSocket({
      url: this.world.socketUrl,
      effects: this.world.effects,
      token: this.session.token,
      event: (event) => this.told(event),
      resync: () => (this.stale = true),
    });
  }

  /** Reads where it stands: after a start, a lost connection, or a surprise. */
  private async refresh(): Promise<void> {
    const { shift, job, offers } = await this.api.getState({});
    this.backoff.succeeded();
    this.stale = false;
    this.shift = shift;
    this.job = job;
    this.offers.clear();
    for (const offer of offers) this.consider(offer, undefined);
  }

  private told({ event, data, seq }: { event: string; data: unknown; seq: number | undefined }): void {
    // What the socket tells has the shape of what the API answers: docs/api/realtime.md.
    if (event.startsWith('shift.')) this.shift = newer(this.shift, data as Shift, 'id');
    if (event.startsWith('offer.')) this.consider(data as Offer, seq);
    if (event.startsWith('booking.')) this.jobTold(event, data as Job);
  }

  private jobTold(event: string, job: Job): void {
    const isMine = this.job === undefined || this.job.bookingId === job.bookingId;
    if (!isMine) return;
    if (event === 'booking.reallocating' || ['CANCELLED', 'NO_SHOW', 'SEARCHING'].includes(job.state))
      this.endJob();
    else this.job = newer(this.job, job, 'bookingId');
  }

  private consider(offer: Offer, seq: number | undefined): void {
    if (this.offers.consider(offer, this.world.time.now()) && seq !== undefined) this.socket?.ack(seq);
  }

  private async answer({ offer: { id: offerId }, will }: Considered): Promise<void> {
    const params = { offerId };
    const outcome = await this.errands.run(`${will} ${offerId}`, async (idempotencyKey) => {
      if (will === 'decline') await this.api.declineOffer({ params, idempotencyKey });
      else
        this.job = newer(this.job, (await this.api.acceptOffer({ params, idempotencyKey })).job, 'bookingId');
    });
    if (outcome !== 'later') this.offers.forget(offerId);
  }

  /** A job's next step: drive there, say so, wait for whoever is to come. */
  private async doJob(job: Job, now: number): Promise<void> {
    switch (job.state) {
      case 'ASSIGNED':
        return this.toPickup(job, now);
      case 'ARRIVED':
        return this.atPickup(job, now);
      case 'ON_TRIP':
        return this.toDestination(job, now);
      case 'COMPLETED':
        return this.collect(job);
      default:
        return this.endJob();
    }
  }

  private async toPickup(job: Job, now: number): Promise<void> {
    const purpose = `pickup ${job.offerId}`;
    if (!this.car.isAt(purpose, job.pickup.at, now)) return this.maybeCancel(job);
    if (!this.fixes.knownSince(this.car.arrivedAt)) return this.rest(now, 1_000);
    await this.command('arrive', job, (request) => this.api.arrive(request));
    this.rest(now, within(this.random, this.world.config().driver.boardingMs));
  }

  private async maybeCancel(job: Job): Promise<void> {
    const { cancels } = this.world.config().driver;
    // Asked once a minute or so on the way.
    this.rest(this.world.time.now(), 2_000);
    if (!happens(this.random, cancels / 30)) return;
    const body = { offerId: job.offerId, reason: 'flat tyre' };
    await this.errands.run(`cancel ${job.offerId}`, (idempotencyKey) =>
      this.api.cancelJob({ params: { bookingId: job.bookingId }, body, idempotencyKey }),
    );
    this.stale = true;
  }

  private async atPickup(job: Job, now: number): Promise<void> {
    await this.command('start', job, (request) => this.api.startTrip(request));
    this.rest(now, 1_000);
  }

  private async toDestination(job: Job, now: number): Promise<void> {
    if (!job.destination) {
      this.stale = true;
      return;
    }
    const isThere = this.car.isAt(`destination ${job.bookingId}`, job.destination.at, now);
    if (!isThere || !this.fixes.knownSince(this.car.arrivedAt)) return this.rest(now, 1_000);
    const { offerId, bookingId } = job;
    const body = { offerId, lastSeq: this.fixes.lastSeq };
    const outcome = await this.errands.run(`complete ${bookingId}`, async (idempotencyKey) => {
      this.job = await this.api.completeTrip({ params: { bookingId }, body, idempotencyKey });
    });
    if (outcome === 'refused') this.stale = true;
    this.rest(now, within(this.random, this.world.config().driver.payingMs));
  }

  private async collect({ bookingId }: Job): Promise<void> {
    const outcome = await this.errands.run(`collect ${bookingId}`, (idempotencyKey) =>
      this.api.collectCash({ params: { bookingId }, idempotencyKey }),
    );
    if (outcome === 'later') return;
    // Refused: the card has paid, or the shift was faster. Either way the job is done.
    this.endJob();
    this.stale = outcome === 'refused';
  }

  /** Sends a command on the job under its offer; what is refused is looked into. */
  private async command(
    name: string,
    { offerId, bookingId }: Job,
    send: (request: JobRequest) => Promise<Job>,
  ): Promise<void> {
    const outcome = await this.errands.run(`${name} ${offerId}`, async (idempotencyKey) => {
      const told = await send({ params: { bookingId }, body: { offerId }, idempotencyKey });
      this.job = newer(this.job, told, 'bookingId');
    });
    if (outcome === 'refused') this.stale = true;
  }

  private async goOnShift(now: number): Promise<void> {
    if (!this.fixes.knownSince(now - FRESH_MS)) return this.rest(now, 1_000);
    const outcome = await this.errands.run('start shift', async (idempotencyKey) => {
      this.shift = await this.api.startShift({ body: {}, idempotencyKey });
    });
    this.stale = outcome === 'refused';
    if (outcome !== 'done') this.arrival.fail();
    if (outcome === 'refused') this.rest(now, AGAIN_MS);
  }

  private async endBreak(now: number): Promise<void> {
    const since = Date.parse(this.shift?.stateSince ?? '');
    if (now < since + within(this.random, this.world.config().driver.breakMs))
      return this.rest(now, AGAIN_MS);
    const outcome = await this.errands.run(`resume ${since}`, async (idempotencyKey) => {
      this.shift = newer(this.shift, await this.api.resumeShift({ idempotencyKey }), 'id');
    });
    this.stale = outcome === 'refused';
  }

  /** Stands for a while, then drives to where people are. */
  private cruise(now: number): void {
    if (!this.car.driving) return this.car.setOut('cruise', this.world.streets.somewhere(this.random), now);
    if (!this.car.hasArrived(now)) return this.rest(now, 2_000);
    this.car.park(now);
    this.rest(now, within(this.random, this.world.config().driver.standsMs));
  }

  /** Takes positions all the time, and sends them unless there is no network: two at a time, or all before a job's next step. */
  private report(now: number, offline: boolean): void {
    this.fixes.take(now, this.car.standing(now));
    if (offline) return;
    const atLeast = !this.onShift || this.car.hasArrived(now) ? 1 : 2;
    void this.fixes
      .send(this.api, { atLeast })
      .catch((error: unknown) => heldUp(this.world.effects.log, 'driver', error));
  }

  /** Now and then there is no network for a while: nothing is sent, nothing is heard. */
  private isOffline(now: number): boolean {
    const { tunnels, tunnelMs } = this.world.config().driver;
    const { begins, inside } = this.tunnel.at(now, this.onShift ? tunnels : 0, tunnelMs);
    if (begins) this.socket?.drop();
    return inside;
  }

  private endJob(): void {
    this.car.park(this.world.time.now());
    this.job = undefined;
  }

  private rest(now: number, ms: number): void {
    this.idleUntil = now + ms;
  }

  /** Whatever went wrong: it looks again where it stands, after a while. */
  private lookAgain(error: unknown): void {
    this.stale = true;
    this.arrival.fail();
    this.backoff.failed();
    heldUp(this.world.effects.log, 'driver', error);
  }
}
