import { type Booking, BookingState } from '@hansom/proto-booking';

/** Rides that are remembered at the most. */
const MOST_RIDES = 50_000;
const DRIVEN: readonly BookingState[] = [BookingState.ASSIGNED, BookingState.ARRIVED, BookingState.ON_TRIP];

/** Who drives whom, as far as it was told here: position-tracker may hear later than a rider that a ride is over, or another's. */
export class Rides {
  private readonly drivers = new Map<string, string | undefined>();

  heard({ bookingId, state, driverId }: Pick<Booking, 'bookingId' | 'state' | 'driverId'>): void {
    this.drivers.delete(bookingId); // what is set anew is the last of a map
    this.drivers.set(bookingId, DRIVEN.includes(state) ? driverId : undefined);
    if (this.drivers.size <= MOST_RIDES) return;
    for (const [oldest] of this.drivers) return void this.drivers.delete(oldest);
  }

  /** Whether that driver has the ride now. Of a ride that nobody has told of, whoever asks knows more. */
  isDrivenBy(bookingId: string, driverId: string): boolean {
    return !this.drivers.has(bookingId) || this.drivers.get(bookingId) === driverId;
  }
}
