import { parseId } from '@hansom/shared-ids';

import { type InstallationOptions, openOperator } from '../operator.ts';
import { readRide } from '../ride/read-ride.ts';
import { tellRide } from '../ride/tell-ride.ts';
import { UsageError } from '../services.ts';

const LONGEST_MS = 30_000;

/** Prints the story of a ride. */
export async function showRide(bookingId: string, options: InstallationOptions): Promise<void> {
  const parsed = parseId('booking', bookingId);
  if (!parsed.ok) throw new UsageError(`${JSON.stringify(bookingId)}: ${parsed.rule}`);
  const operator = await openOperator(options);
  try {
    const ride = await readRide(operator, bookingId, operator.call(LONGEST_MS));
    process.stdout.write(`${tellRide(ride)}\n`);
  } finally {
    operator.close();
  }
}
