import { type BookingFacts, isLive, type Rule } from './facts.ts';

interface Span {
  bookingId: string;
  driverId: string;
  from: number;
  to: number;
}

/** By the histories of all bookings, not only by those that are live now. */
export const oneJobADriver: Rule = {
  name: 'no driver ever has two jobs at once',
  broken: ({ bookings }) => {
    const spans = bookings.flatMap(spansOf).sort((a, b) => a.from - b.from);
    const last = new Map<string, Span>();
    return spans.flatMap((span) => {
      const before = last.get(span.driverId);
      if (before === undefined || span.to > before.to) last.set(span.driverId, span);
      if (before === undefined || span.from >= before.to) return [];
      return [`${span.driverId} has ${before.bookingId} and ${span.bookingId} at ${timeText(span.from)}`];
    });
  },
};

/** From when to when drivers had the job; until it was read while one still has it. */
function spansOf({ booking: { bookingId }, steps, readAt }: BookingFacts): Span[] {
  const spans: Span[] = [];
  let open: { driverId: string; from: number } | undefined;
  for (const { at, booking } of steps) {
    const driverId = isLive(booking) ? booking.driverId : '';
    if (open?.driverId === driverId) continue;
    if (open) spans.push({ bookingId, ...open, to: at });
    open = driverId === '' ? undefined : { driverId, from: at };
  }
  if (open) spans.push({ bookingId, ...open, to: readAt });
  return spans;
}

function timeText(at: number): string {
  return new Date(at).toISOString();
}
