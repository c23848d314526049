import { type AggregateState } from '@hansom/platform-schedule';
import { aggregate, claimTable, type RowOf, text, timestamp } from '@hansom/platform-store';

/** A guest's hold on a place. Once it is released or has expired, the place is free for the next. */
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

/** The hold that has a place: one claim a place. */
export const placesTable = claimTable('places');

export type HoldFields = typeof holdAggregate.fields;
export type HoldState = keyof typeof holdAggregate.states;
export type Hold = AggregateState<HoldFields, HoldState>;
export type HoldRow = RowOf<HoldFields>;
