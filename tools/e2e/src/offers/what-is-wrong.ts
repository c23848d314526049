import { callHandler } from '@hansom/platform-rpc/testing';
import { type EventEnvelope } from '@hansom/platform-schedule';
import { type Booking, bookingEvents, BookingState } from '@hansom/proto-booking';
import { type Offer, OfferState, offerStateToJSON } from '@hansom/proto-dispatch';
import { type Shift, shiftEvents, ShiftState, shiftStateToJSON } from '@hansom/proto-shift';

import { BOOKING, eventsOf, type Member, offersOf } from './member.ts';

const OPEN: readonly OfferState[] = [
  OfferState.CREATED,
  OfferState.SENT,
  OfferState.SEEN,
  OfferState.ACCEPTED,
];
const RIDING: readonly ShiftState[] = [ShiftState.EN_ROUTE, ShiftState.ARRIVED, ShiftState.ON_TRIP];

/** All that happened, when nothing moves any more. */
interface Ended {
  booking: Booking;
  /** The job as each of its assignments made it. */
  assignments: readonly Booking[];
  shifts: readonly Shift[];
  /** Each shift as it stood after every step. */
  lives: readonly (readonly Shift[])[];
  offers: readonly Offer[];
  histories: readonly (readonly EventEnvelope[])[];
}

/** What must hold of a job, two shifts and their offers when everything has been let run. */
export async function whatIsWrong(last: Member, shiftIds: readonly string[]): Promise<string | undefined> {
  const ended = await endedOf(last, shiftIds);
  for (const rule of RULES) {
    const wrong = rule(ended);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

async function endedOf(last: Member, shiftIds: readonly string[]): Promise<Ended> {
  const { booking } = await callHandler(last.booking.handlers.get, { bookingId: BOOKING });
  if (!booking) throw new TypeError('the job is gone');
  const { offers } = await offersOf(last);
  const ofBooking = await eventsOf(last.booking, BOOKING);
  const ofShifts = await Promise.all(shiftIds.map((id) => eventsOf(last.shift, id)));
  const ofOffers = await Promise.all(offers.map(({ offerId }) => eventsOf(last.dispatch, offerId)));
  const lives = ofShifts.map((events) => events.flatMap((event) => shiftIn(event) ?? []));
  return {
    ...{ booking, offers, lives },
    assignments: ofBooking
      .filter(({ type }) => type === 'booking.assigned')
      .flatMap((event) => jobIn(event) ?? []),
    shifts: lives.flatMap((life) => life.at(-1) ?? []),
    histories: [ofBooking, ...ofShifts, ...ofOffers],
  };
}

function jobIn({ payload }: EventEnvelope): Booking | undefined {
  return bookingEvents.types['booking.assigned'].decode(payload).booking;
}

function shiftIn({ type, payload }: EventEnvelope): Shift | undefined {
  const types: Readonly<Record<string, { decode(bytes: Uint8Array): { shift?: Shift | undefined } }>> =
    shiftEvents.types;
  return types[type]?.decode(payload).shift;
}

type Rule = (ended: Ended) => string | undefined;

const RULES: readonly Rule[] = [
  ({ histories }) => {
    const gap = histories.find((events) => events.some(({ version }, index) => version !== index + 1));
    return gap && `the versions of ${gap[0]?.key} are not dense`;
  },

  ({ shifts }) => {
    const held = shifts.find(({ state }) => state === ShiftState.OFFERED || state === ShiftState.ACCEPTING);
    return held && `a shift is ${shiftStateToJSON(held.state)} for ever`;
  },

  ({ offers }) => {
    const open = offers.find(({ state }) => OPEN.includes(state));
    return open && `an offer is ${offerStateToJSON(open.state)} for ever`;
  },

  ({ shifts, booking }) => {
    const named = booking.state === BookingState.ASSIGNED ? [booking.shiftId] : [];
    const riding = shifts.filter(({ state }) => RIDING.includes(state)).map(({ shiftId }) => shiftId);
    const agree = riding.join() === named.join();
    return agree
      ? undefined
      : `the job names ${named.join() || 'nobody'}, on their way are: ${riding.join()}`;
  },

  ({ offers, assignments }) => {
    const wrong = offers.find(({ offerId, state }) => {
      const named = assignments.some((job) => job.offerId === offerId);
      return named !== (state === OfferState.CONFIRMED);
    });
    return wrong && `an offer is ${offerStateToJSON(wrong.state)}, and the job says otherwise`;
  },

  ({ offers, assignments }) => {
    const epochs = new Map(offers.map(({ offerId, searchEpoch }) => [offerId, searchEpoch]));
    const late = assignments.find(({ offerId, searchEpoch }) => epochs.get(offerId) !== searchEpoch);
    return late && `assigned in search ${late.searchEpoch} by an offer of search ${epochs.get(late.offerId)}`;
  },

  ({ lives, assignments }) => {
    const freed = lives.flatMap(freedWhileAccepting);
    const wronged = freed.find((token) => assignments.some(({ offerId }) => offerId === token));
    return wronged && 'a driver was let go whose offer was not refused';
  },
];

/** Tokens under which a shift was accepting, and the next moment was not under them any more. */
function freedWhileAccepting(life: readonly Shift[]): string[] {
  return life.flatMap(({ state, token }, index) => {
    const next = life[index + 1];
    return state === ShiftState.ACCEPTING && next && next.token !== token ? [token] : [];
  });
}
