import { aggregate, text, timestamp } from '@hansom/platform-store';

/** A guest's hold on a place. Released or expired, the place is free for the next. */
export const holdAggregate = aggregate({
  name: 'hold',
  fields: { place_id: text(), guest_id: text(), expires_at: timestamp() },
  states: {
    HELD: {},
    CONFIRMED: {},
    RELEASED: { terminal: true, freesClaims: true },
    EXPIRED: { terminal: true, freesClaims: true },
  },
});
