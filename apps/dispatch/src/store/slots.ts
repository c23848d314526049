import { type Clock, type Instant } from '@hansom/platform-context';
import { type ContendedTable, contendedTable, int, text, timestamp } from '@hansom/platform-store';

/**
 * The places of a job's waves, each with the offer that took it: for ever. A place is taken before its offer exists. The partition lists
 * all offers of a search.
 */
export const slotsTable = contendedTable({
  name: 'slots',
  partition: { booking_id: text(), search_epoch: int() },
  clustering: { wave: int(), slot: int() },
  columns: {
    offer_id: text(),
    /** How many places the wave has: what its place 0 says counts. */
    places: int(),
    claimed_at: timestamp(),
    deadline_at: timestamp(),
  },
});

/** A place in a wave of a search. */
export interface Place {
  bookingId: string;
  searchEpoch: number;
  wave: number;
  slot: number;
}

export interface Slot {
  wave: number;
  slot: number;
  offerId: string;
  places: number;
  claimedAt: Instant;
}

export interface Slots {
  /** Takes a place for an offer; false when another offer has it. */
  take(place: Place, claim: { offerId: string; places: number; deadline: Instant }): Promise<boolean>;
  /** The places of a search that are taken, by wave and place. */
  ofSearch(bookingId: string, searchEpoch: number): Promise<Slot[]>;
}

const PAGE = 500;

export function slotsIn(table: ContendedTable<typeof slotsTable>, clock: Clock): Slots {
  return {
    take: async ({ bookingId, searchEpoch, wave, slot }, { offerId, places, deadline }) => {
      const written = await table.insertIfAbsent({
        ...{ booking_id: bookingId, search_epoch: searchEpoch, wave, slot },
        ...{ offer_id: offerId, places, claimed_at: clock.now(), deadline_at: deadline },
      });
      return written.applied;
    },
    ofSearch: async (booking_id, search_epoch) => {
      const slots: Slot[] = [];
      let page: string | undefined;
      do {
        const found = await table.range({
          partition: { booking_id, search_epoch },
          limit: PAGE,
          ...(page !== undefined && { page }),
        });
        for (const { wave, slot, offer_id, places, claimed_at } of found.rows)
          slots.push({ wave, slot, offerId: offer_id, places, claimedAt: claimed_at });
        page = found.next; // a page begins where the one before ended
      } while (page !== undefined);
      return slots;
    },
  };
}
