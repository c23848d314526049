import { randomUUID } from 'node:crypto';

import { BookingServiceDefinition } from '@hansom/proto-booking';

import { asOperator, type InstallationOptions } from '../operator.ts';
import { checkBookingId } from '../ride/check-booking-id.ts';
import { readRide } from '../ride/read-ride.ts';
import { tellRide, whereItStands } from '../ride/tell-ride.ts';

const LONGEST_MS = 30_000;

/** Prints the story of a ride. */
export async function showRide(bookingId: string, options: InstallationOptions): Promise<void> {
  checkBookingId(bookingId);
  await asOperator(options, async (operator) => {
    print(tellRide(await readRide(operator, bookingId, operator.call(LONGEST_MS))));
  });
}

/** Cancels a ride for an operator, and prints where it then stands. */
export async function endRide(
  bookingId: string,
  options: InstallationOptions & { reason: string },
): Promise<void> {
  checkBookingId(bookingId);
  await asOperator(options, async (operator) => {
    const addresses = (await operator.instances('booking')).map(({ address }) => address);
    const client = operator.client(BookingServiceDefinition, { service: 'booking', addresses });
    const request = { commandKey: randomUUID(), bookingId, reason: options.reason };
    const { booking } = await client.cancelByOperator(request, operator.call());
    print(booking ? whereItStands(booking) : 'done');
  });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
