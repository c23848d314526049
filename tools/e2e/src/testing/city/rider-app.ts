import {
  type Booking,
  type CustomerApiClient,
  type PaymentChoice,
  type Receipt,
} from '@hansom/client-customer-api';

import { type AppWorld, codeSentTo, Ear, riderApi, until } from './app.ts';
import { CityTime } from './city-time.ts';
import { type Spot } from './places.ts';
import { Session } from './session.ts';

/** A rider's app, signed in: HTTP and a socket, nothing else. */
export class RiderApp {
  readonly api: CustomerApiClient;
  readonly ear: Ear;

  private constructor(
    readonly world: AppWorld,
    readonly session: Session,
    readonly time: CityTime,
  ) {
    this.api = riderApi(world, session.token);
    this.ear = new Ear(world, session.token);
  }

  /** Signs in with the code that is sent to the phone: the n-th of the riders. */
  static async signIn(world: AppWorld, n: number): Promise<RiderApp> {
    const phone = `+46700005${String(n).padStart(3, '0')}`;
    const api = riderApi(world);
    const { challengeId } = await api.sendCode({ body: { phone } });
    const tokens = await api.signIn({ body: { challengeId, code: await codeSentTo(world, phone) } });
    const time = await CityTime.of(world, api);
    const renew = (refreshToken: string) => api.renewTokens({ body: { refreshToken } });
    const rider = new RiderApp(world, new Session(tokens, { time, renew }), time);
    await rider.ear.connected();
    return rider;
  }

  key(): string {
    return this.world.effects.ids.uuid();
  }

  /** Puts a card on file, by a token of the payment provider. */
  async addCard(providerToken = 'tok_visa'): Promise<PaymentChoice> {
    const { id } = await this.api.addPaymentMethod({ body: { providerToken }, idempotencyKey: this.key() });
    return { kind: 'CARD', methodId: id };
  }

  /** Asks what a ride costs, and books it. */
  async book(pickup: Spot, destination: Spot, payment: PaymentChoice = { kind: 'CASH' }): Promise<Booking> {
    const { quotes } = await this.api.createQuotes({ body: { pickup, destination } });
    const quote = quotes.find(({ serviceType }) => serviceType === 'standard');
    if (!quote) throw new Error('there is no standard quote');
    const body = { quote: { id: quote.id, token: quote.token }, payment };
    return this.api.createBooking({ body, idempotencyKey: this.key() });
  }

  read(bookingId: string): Promise<Booking> {
    return this.api.getBooking({ params: { bookingId } });
  }

  cancel(bookingId: string, idempotencyKey = this.key()): Promise<Booking> {
    return this.api.cancelBooking({ params: { bookingId }, body: {}, idempotencyKey });
  }

  /** The booking, when it is in one of these states. */
  async finds(bookingId: string, ...states: Booking['state'][]): Promise<Booking> {
    return until(`${bookingId} is ${states.join(' or ')}`, async () => {
      const booking = await this.read(bookingId);
      return states.includes(booking.state) && booking;
    });
  }

  /** The receipt, when it has come. */
  async receipt(bookingId: string): Promise<Receipt> {
    return until(`a receipt of ${bookingId}`, () =>
      this.api.getReceipt({ params: { bookingId } }).catch(() => undefined),
    );
  }

  close(): void {
    this.ear.close();
  }
}
