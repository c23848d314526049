import { toMoment } from '@hansom/platform-api';
import { type EventEnvelope } from '@hansom/proto-common';
import { type Shift, shiftEvents, ShiftState } from '@hansom/proto-shift';

import { type DriverStory, SHIFT_STATES } from '../routes/shapes/driver-story.ts';
import { codecOf, requiredName } from './wire.ts';

type StoryShift = NonNullable<DriverStory['shift']>;
type Span = StoryShift['spans'][number];

export function tellShift(shift: Shift, events: readonly EventEnvelope[]): StoryShift {
  const { shiftId: id, serviceTypes, bookingId, jobsDone, ignoredOffers } = shift;
  const { startedAt = new Date(0), stateSince = new Date(0) } = shift;
  const live = shift.state !== ShiftState.ENDED;
  return {
    ...{ id, live, serviceTypes, jobsDone, ignoredOffers },
    state: requiredName(ShiftState, SHIFT_STATES, shift.state),
    stateSince: toMoment(stateSince),
    startedAt: toMoment(startedAt),
    endedAt: live ? undefined : toMoment(stateSince),
    bookingId: bookingId || undefined,
    spans: spansOf(events),
  };
}

/** What a driver did, one thing after the other. Events that leave the state as it is begin nothing. */
function spansOf(events: readonly EventEnvelope[]): Span[] {
  const spans: Span[] = [];
  for (const event of events) {
    const shift = codecOf(shiftEvents.types, event.type)?.decode(event.payload).shift;
    if (!shift) continue;
    const span = spanOf(shift, event);
    const last = spans.at(-1);
    if (last?.state === span.state && last.bookingId === span.bookingId) continue;
    if (last) last.to = span.from;
    if (span.state !== 'ENDED') spans.push(span);
  }
  return spans;
}

function spanOf({ state, bookingId }: Shift, { occurredAt = new Date(0) }: EventEnvelope): Span {
  return {
    state: requiredName(ShiftState, SHIFT_STATES, state),
    from: toMoment(occurredAt),
    bookingId: bookingId || undefined,
  };
}
