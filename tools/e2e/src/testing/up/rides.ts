import { type CityFacts } from '@hansom/cli/city-check';
import { BookingState } from '@hansom/proto-booking';

/** A while of a city, in city time. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Rides {
  readonly completed: number;
  /** The longest while without the end of a completed ride, in city time; the ends of the span count as such. */
  readonly longestWithout: number;
}

/** What became of rides within a span. */
export function ridesIn({ bookings }: Pick<CityFacts, 'bookings'>, { from, to }: Span): Rides {
  const ends = bookings
    .filter(({ booking }) => booking.state === BookingState.COMPLETED)
    .map(({ booking }) => booking.endedAt?.getTime() ?? NaN)
    .filter((at) => at >= from && at <= to)
    .sort((a, b) => a - b);
  const marks = [from, ...ends, to];
  const pauses = marks.slice(1).map((at, i) => at - (marks[i] ?? at));
  return { completed: ends.length, longestWithout: Math.max(...pauses) };
}
