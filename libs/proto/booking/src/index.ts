// Written by `npm run proto`.
import { BookingServiceDefinition as generatedBookingServiceDefinition } from './generated/hansom/booking/v1/booking.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export { PingRequest, PingResponse } from './generated/hansom/booking/v1/booking.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const BookingServiceDefinition = {
  ...generatedBookingServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type BookingServiceDefinition = typeof BookingServiceDefinition;
