import { parseId } from '@hansom/shared-ids';

import { UsageError } from '../services.ts';

/** Throws a UsageError for what is no id of a booking. */
export function checkBookingId(text: string): void {
  const parsed = parseId('booking', text);
  if (!parsed.ok) throw new UsageError(`${JSON.stringify(text)}: ${parsed.rule}`);
}
