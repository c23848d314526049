import { type Booking, type CustomerApiClient } from '@hansom/client-customer-api';
import { type Random } from '@hansom/platform-context';
import { type ConnectedSocket, connectSocket } from '@hansom/platform-sockets';

import { codeSentTo, type World } from '../apis.ts';
import { Backoff } from '../domain/backoff.ts';
import { happens, within } from '../domain/chance.ts';
import { Errands } from '../errand.ts';
import { heldUp } from '../held-up.ts';
import { SignedIn } from '../tokens.ts';

export type RideOutcome = 'completed' | 'lost';

const OVER = ['COMPLETED', 'CANCELLED', 'NO_SHOW', 'EXPIRED', 'FAILED'];
const LOOK_MS = 5_000;
/** Nobody waits for longer: city time. */
const LONGEST_MS = 3 * 3_600_000;

/** A robot rider: one account, which takes a ride now and then. */
export class RiderRobot {
  private readonly session: SignedIn;
  private readonly api: CustomerApiClient;
  private readonly errands: Errands;
  private readonly backoff: Backoff;
  private cardId: string | undefined;
  /** Whose card was declined does not try it again. */
  private cardFails = false;
  private booking: Booking | undefined;
  private stale = false;

  constructor(
    private readonly world: World,
    phone: string,
    private readonly random: Random,
  ) {
    const api = world.riderApi();
    this.session = new SignedIn(world.time, {
      signIn: async () => {
        const { challengeId } = await api.sendCode({ body: { phone } });
        return api.signIn({ body: { challengeId, code: await codeSentTo(api, phone) } });
      },
      renew: (refreshToken) => api.renewTokens({ body: { refreshToken } }),
    });
    this.api = world.riderApi(this.session.token);
    this.backoff = new Backoff(random, world.time);
    this.errands = new Errands(world.effects.ids, this.backoff);
  }

  get waiting(): boolean {
    return (
      this.booking !== undefined &&
      ['REQUESTED', 'SEARCHING', 'ASSIGNED', 'ARRIVED'].includes(this.booking.state)
    );
  }

  get riding(): boolean {
    return this.booking?.state === 'ON_TRIP';
  }

  /** One ride, from the wish to the receipt; whatever goes wrong is a ride that was lost. */
  async ride(signal: AbortSignal): Promise<RideOutcome> {
    try {
      await this.book();
      return this.booking ? await this.follow(signal) : 'lost';
    } catch (error) {
      heldUp(this.world.effects.log, 'rider', error);
      return 'lost';
    } finally {
      this.cardFails ||= this.booking?.state === 'FAILED';
      this.booking = undefined;
    }
  }

  private async book(): Promise<void> {
    const { booking } = await this.api.getState({});
    if (booking) return void (this.booking = booking); // of an earlier life of this robot
    const { streets } = this.world;
    const [pickup, destination] = [streets.somewhere(this.random), streets.somewhere(this.random)];
    const body = { pickup: { at: pickup, label: '' }, destination: { at: destination, label: '' } };
    const { quotes } = await this.api.createQuotes({ body });
    const quote = quotes.find(({ serviceType }) => serviceType === 'standard') ?? quotes[0];
    if (!quote) return;
    const payment = await this.payment();
    await this.again(`book ${quote.id}`, async (idempotencyKey) => {
      const asked = { quote: { id: quote.id, token: quote.token }, payment };
      this.booking = await this.api.createBooking({ body: asked, idempotencyKey });
    });
  }

  private async payment(): Promise<{ kind: 'CASH' } | { kind: 'CARD'; methodId: string }> {
    const { paysByCard, hasBadCard } = this.world.config().rider;
    if (!happens(this.random, paysByCard) || this.cardFails) return { kind: 'CASH' };
    this.cardId ??= (await this.api.listPaymentMethods({})).methods[0]?.id;
    if (this.cardId === undefined) {
      const providerToken = happens(this.random, hasBadCard) ? 'tok_declined' : 'tok_visa';
      await this.again('card', async (idempotencyKey) => {
        this.cardId = (await this.api.addPaymentMethod({ body: { providerToken }, idempotencyKey })).id;
      });
    }
    return this.cardId === undefined ? { kind: 'CASH' } : { kind: 'CARD', methodId: this.cardId };
  }

  /** Listens until the ride is over; sometimes changes its mind, and does not wait for ever. */
  private async follow(signal: AbortSignal): Promise<RideOutcome> {
    const { time, effects } = this.world;
    const { changesMind, patienceMs } = this.world.config().rider;
    const since = time.now();
    const patience = happens(this.random, changesMind) ? 30_000 : within(this.random, patienceMs);
    const socket = this.listen();
    try {
      while (!signal.aborted && time.now() - since < LONGEST_MS && !this.isOver()) {
        if (this.stale) await this.refresh();
        if (time.now() - since > patience) await this.giveUp();
        await effects.timers.sleep(time.real(LOOK_MS), signal); // the socket tells; this only looks at the clock
      }
      return this.booking?.state === 'COMPLETED' ? 'completed' : 'lost';
    } finally {
      socket.close();
    }
  }

  private isOver(): boolean {
    return this.booking === undefined || OVER.includes(this.booking.state);
  }

  private listen(): ConnectedSocket {
    return connectSocket({
      url: this.world.socketUrl,
      effects: this.world.effects,
      token: this.session.token,
      event: ({ event, data }) => {
        if (!event.startsWith('booking.')) return;
        const told = data as Booking; // docs/api/realtime.md
        if (told.id === this.booking?.id && told.version > this.booking.version) this.booking = told;
      },
      resync: () => (this.stale = true),
    });
  }

  private async refresh(): Promise<void> {
    const { booking } = this;
    if (!booking) return;
    this.stale = false;
    this.booking = await this.api.getBooking({ params: { bookingId: booking.id } });
  }

  /** Takes the tram, unless the car is there already. */
  private async giveUp(): Promise<void> {
    if (!this.booking || !['SEARCHING', 'ASSIGNED'].includes(this.booking.state)) return;
    const { id: bookingId } = this.booking;
    await this.errands.run(`cancel ${bookingId}`, async (idempotencyKey) => {
      const body = { reason: 'took the tram' };
      this.booking = await this.api.cancelBooking({ params: { bookingId }, body, idempotencyKey });
    });
    this.stale = true;
  }

  /** Asks until there is an answer, a few times. */
  private async again(name: string, work: (idempotencyKey: string) => Promise<unknown>): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      if ((await this.errands.run(name, work)) !== 'later') return; // an answer, whichever
      await this.world.effects.timers.sleep(this.world.time.real(this.backoff.remainingMs));
    }
  }
}
