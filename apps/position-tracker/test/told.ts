import { consume } from '@hansom/platform-bus/testing';
import { callHandler } from '@hansom/platform-rpc/testing';
import { type Booking } from '@hansom/proto-booking';
import { Tenancy } from '@hansom/proto-common';
import {
  type DriverAck,
  type Fix,
  type GetTraceRequest,
  type GetTraceResponse,
} from '@hansom/proto-position-tracker';

import { bookingAssigned } from '../src/consumers/booking-assigned.ts';
import { bookingOver } from '../src/consumers/booking-over.ts';
import { bookingReallocating } from '../src/consumers/booking-reallocating.ts';
import { bookingStarted } from '../src/consumers/booking-started.ts';
import { getTrace } from '../src/handlers/get-trace.ts';
import { ingest } from '../src/handlers/ingest.ts';
import { aBooking, BOOKING, DRIVER, type SpecContext } from './a-context.ts';

/** Sends fixes of a driver, and gives what became of them. */
export async function sent(ctx: SpecContext, fixes: Fix[], driverId: string = DRIVER): Promise<DriverAck> {
  const request = { city: 'got', drivers: [{ driverId, tenancy: Tenancy.ROBOT, fixes }] };
  const { drivers } = await callHandler(ingest(ctx), request, { effects: ctx.effects });
  return drivers[0]!;
}

export function traced(ctx: SpecContext, over: Partial<GetTraceRequest> = {}): Promise<GetTraceResponse> {
  const request = { city: 'got', bookingId: BOOKING, afterSeq: 0n, upToSeq: 0n, ...over };
  return callHandler(getTrace(ctx), request, { effects: ctx.effects });
}

/** The numbers of a trace. */
export async function numbersOf(ctx: SpecContext, over: Partial<GetTraceRequest> = {}): Promise<number[]> {
  const { fixes } = await traced(ctx, over);
  return fixes.map(({ seq }) => Number(seq));
}

export function toldAssigned(ctx: SpecContext, version = 3, over: Partial<Booking> = {}): Promise<void> {
  return consume(bookingAssigned(ctx), { version, payload: { booking: aBooking({ version, ...over }) } });
}

export function toldStarted(ctx: SpecContext, startedAt: number, over: Partial<Booking> = {}): Promise<void> {
  const booking = aBooking({ version: 5, startedAt: new Date(startedAt), ...over });
  return consume(bookingStarted(ctx), { version: booking.version, payload: { booking } });
}

export function toldOver(ctx: SpecContext, over: Partial<Booking> = {}, version = 6): Promise<void> {
  return consume(bookingOver(ctx), { version, payload: { booking: aBooking({ version, ...over }) } });
}

export function toldReallocating(ctx: SpecContext, version = 4, driverId: string = DRIVER): Promise<void> {
  const booking = aBooking({ version, driverId: '' });
  const payload = { booking, driverId, offerId: '', shiftId: '' };
  return consume(bookingReallocating(ctx), { version, payload });
}
