import { BookingState } from '@hansom/proto-booking';
import { ClaimEnd } from '@hansom/proto-shift';

import { type Spoil } from './member.ts';

/** No answer is taken for a no: the driver is let go, and the booking was not made to refuse. */
export const freesOnTimeout: Spoil = ({ booking, shift }) => ({
  booking: {
    ...booking,
    decideOffer: async (request, call) => {
      try {
        return await booking.decideOffer(request, call);
      } catch (error) {
        const { shiftId = '', offerId = '', bookingId = '' } = request;
        await shift.endClaim({ shiftId, offerId, bookingId, reason: ClaimEnd.REFUSED }, call);
        throw error;
      }
    },
  },
});

/** Whatever search the offer was made in, it is to hold for the present one. */
export const ignoresEpoch: Spoil = ({ booking }) => ({
  booking: {
    ...booking,
    decideOffer: async (request, call) => {
      const { booking: job } = await booking.get({ bookingId: request.bookingId ?? '' }, call);
      const searchEpoch = job?.state === BookingState.SEARCHING ? job.searchEpoch : request.searchEpoch;
      return booking.decideOffer({ ...request, searchEpoch }, call);
    },
  },
});

/** The offer says REFUSED before its driver is free. */
export const marksBeforeEffect: Spoil = ({ shift }, later) => ({
  shift: {
    ...shift,
    endClaim: async (request, call) => {
      if (request.reason !== ClaimEnd.REFUSED) return shift.endClaim(request, call);
      later(async () => void (await shift.endClaim(request, call)));
      return { shift: undefined };
    },
  },
});
