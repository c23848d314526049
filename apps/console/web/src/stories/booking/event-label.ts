import { sentenceCase } from '../../format/words.ts';

const LABELS: Readonly<Record<string, string>> = {
  'booking.created': 'Booked',
  'booking.scheduled': 'Booked ahead',
  'booking.searching': 'Search began',
  'booking.offer_refused': 'Offer refused',
  'booking.assigned': 'Driver found',
  'booking.arrived': 'Car at the pickup',
  'booking.started': 'Trip began',
  'booking.completed': 'Trip completed',
  'booking.cancelled': 'Cancelled',
  'booking.no_show': 'Rider did not show',
  'booking.expired': 'No driver found',
  'booking.failed': 'Failed',
  'booking.reallocating': 'Driver lost, searching again',
  'booking.destination_changed': 'Destination changed',
  'booking.changed': 'Noted',
};

/** An event for a person; one without words of its own by its name: `payment.cash_due` is `Cash due`. */
export function eventLabel(event: string): string {
  return LABELS[event] ?? sentenceCase(event.slice(event.indexOf('.') + 1));
}
