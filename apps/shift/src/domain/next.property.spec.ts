import { type Instant, later } from '@hansom/platform-context';
import fc from 'fast-check';

import { aBooking, anOffer, aShift, NOW, RULES } from '../../test/a-shift.ts';
import { type Shift, type ShiftState } from '../store/shift-aggregate.ts';
import { next } from './next.ts';
import { type ShiftEvent } from './shift-event.ts';

/** Few offers, of fewer jobs: so that events are often doubled, late, or of another offer of the same job. */
const offer = fc.integer({ min: 1, max: 4 }).map((number) => ({
  token: anOffer(number),
  bookingId: aBooking(Math.ceil(number / 2)),
}));

const event: fc.Arbitrary<ShiftEvent> = fc.oneof(
  offer.map((of) => ({ on: 'claim' as const, ...of, deadline: later(NOW, 15_000) })),
  fc.tuple(fc.constantFrom('accept', 'declined', 'expired', 'withdrawn', 'refused'), offer).map(eventOf),
  fc.tuple(fc.constantFrom('assigned', 'arrived', 'started', 'completed'), offer).map(eventOf),
  fc.tuple(fc.constantFrom('cancelled', 'no_show', 'reallocating'), offer).map(eventOf),
  fc.tuple(fc.constantFrom('settled', 'collected'), offer).map(eventOf),
  fc
    .constantFrom('take_break', 'take_street_hail', 'resume', 'claim_over', 'paying_over', 'time_up')
    .map((on) => ({ on }) as ShiftEvent),
  fc
    .tuple(fc.constantFrom('suspended', 'restored'), fc.integer({ min: 3, max: 9 }))
    .map(([on, accountVersion]) => ({ on, accountVersion }) as ShiftEvent),
);

/** An event of an offer; what it has beside its name and token is none of its business. */
function eventOf([on, of]: [string, { token: string; bookingId: string }]): ShiftEvent {
  return { on, ...of } as ShiftEvent;
}

interface Step {
  before: Shift;
  event: ShiftEvent;
  after: Shift;
  now: Instant;
}

/** What became of a shift that all this happened to, a second apart: the steps that changed it. */
function history(events: readonly ShiftEvent[]): Step[] {
  const steps: Step[] = [];
  let shift = aShift('FREE', { ends_by: later(NOW, 200_000) });
  for (const [second, happened] of events.entries()) {
    if (shift.state === 'ENDED') break;
    const now = later(NOW, second * 1_000);
    const decision = next(shift, happened, { now, rules: RULES });
    if (!decision) continue;
    const fields = { ...shift.fields, ...decision.set };
    const after = { ...shift, version: shift.version + 1, state: decision.to ?? shift.state, fields };
    steps.push({ before: shift, event: happened, after, now });
    shift = after;
  }
  return steps;
}

const FORWARD: readonly ShiftState[] = ['OFFERED', 'ACCEPTING', 'EN_ROUTE', 'ARRIVED', 'ON_TRIP', 'PAYING'];

function always(holds: (steps: Step[]) => void): void {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => holds(history(events))),
    { numRuns: 2_000 },
  );
}

describe('a shift, whatever happens to it in whatever order', () => {
  it('is under a token exactly while it is busy with an offer or its job', () => {
    always((steps) => {
      for (const { after } of steps) {
        expect(after.fields.token !== undefined).toBe(FORWARD.includes(after.state));
        expect(after.fields.booking_id !== undefined).toBe(FORWARD.includes(after.state));
      }
    });
  });

  it('only moves forward under a token', () => {
    always((steps) => {
      for (const { before, after } of steps) {
        if (before.fields.token === undefined || before.fields.token !== after.fields.token) continue;
        expect(FORWARD.indexOf(after.state)).toBeGreaterThanOrEqual(FORWARD.indexOf(before.state));
      }
    });
  });

  it('is never under a token again that it was freed of', () => {
    always((steps) => {
      const over = new Set<string>();
      for (const { before, after } of steps) {
        if (before.fields.token !== undefined && after.fields.token === undefined)
          over.add(before.fields.token);
        expect(over).not.toContain(after.fields.token);
      }
    });
  });

  it('is never offered a job that was taken away from it', () => {
    always((steps) => {
      const lost = new Set<string>();
      for (const { event: happened, after } of steps) {
        if (happened.on === 'reallocating') lost.add(happened.bookingId);
        if (happened.on === 'claim' && after.state === 'OFFERED')
          expect(lost).not.toContain(happened.bookingId);
      }
    });
  });

  it('counts each job that was driven once', () => {
    always((steps) => {
      const driven = new Set(
        steps.filter(({ after }) => after.state === 'PAYING').map(({ after }) => after.fields.token),
      );
      expect(steps.at(-1)?.after.fields.jobs_done ?? 0).toBe(driven.size);
    });
  });

  it('ends from where nobody is in the car, or as it becomes free', () => {
    always((steps) => {
      const end = steps.find(({ after }) => after.state === 'ENDED');
      if (!end) return;
      const frees = next(
        { ...end.before, fields: { ...end.before.fields, suspended: false, ends_by: later(end.now, 1) } },
        end.event,
        { now: end.now, rules: RULES },
      );
      expect(
        ['FREE', 'BREAK', 'BUSY_STREET'].includes(end.before.state) ||
          frees?.to === 'FREE' ||
          frees?.to === 'BREAK',
      ).toBe(true);
    });
  });

  it('is not free while its account is suspended', () => {
    always((steps) => {
      for (const { after } of steps) if (after.fields.suspended) expect(after.state).not.toBe('FREE');
    });
  });
});
