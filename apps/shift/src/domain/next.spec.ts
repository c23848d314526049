import { later } from '@hansom/platform-context';

import { aBooking, aClaim, anOffer, aShift, JOB, NOW, RULES, TOKEN, WHEN } from '../../test/a-shift.ts';
import { type Shift, shiftAggregate, type ShiftState } from '../store/shift-aggregate.ts';
import { next } from './next.ts';
import { type On, type ShiftEvent } from './shift-event.ts';

/** Where each event, for this shift's token, leads from each state: `-` nothing at all, `*` something is kept in mind. */
const EXPECTED = `
                 FREE         OFFERED    ACCEPTING  EN_ROUTE   ARRIVED    ON_TRIP    PAYING     BREAK      BUSY_STREET
claim            OFFERED      *          *          *          *          *          *          *          *
accept           -            ACCEPTING  -          -          -          -          -          -          -
declined         *            FREE       -          -          -          -          -          *          *
expired          *            FREE       -          -          -          -          -          *          *
withdrawn        *            FREE       -          -          -          -          -          *          *
refused          *            FREE       FREE       -          -          -          -          *          *
claim_over       -            -          -          -          -          -          -          -          -
assigned         -            EN_ROUTE   EN_ROUTE   -          -          -          -          -          -
arrived          -            -          -          ARRIVED    -          -          -          -          -
started          -            -          -          ON_TRIP    ON_TRIP    -          -          -          -
completed        -            -          -          PAYING     PAYING     PAYING     -          -          -
cancelled        -            FREE       FREE       FREE       FREE       FREE       -          -          -
no_show          -            FREE       FREE       FREE       FREE       FREE       -          -          -
reallocating     *            FREE       FREE       FREE       FREE       FREE       *          *          *
settled          -            *          *          *          *          *          FREE       -          -
collected        -            -          -          -          -          *          FREE       -          -
paying_over      -            -          -          -          -          -          FREE       -          -
take_break       BREAK        -          -          -          -          -          -          -          -
take_street_hail BUSY_STREET  -          -          -          -          -          -          -          -
resume           -            -          -          -          -          -          -          FREE       FREE
end              ENDED        -          -          -          -          -          -          ENDED      ENDED
suspended        ENDED        *          *          *          *          *          *          ENDED      *
restored         -            -          -          -          -          -          -          -          -
silent           ENDED        -          -          -          -          -          -          -          -
time_up          -            -          -          -          -          -          -          -          -
`;

/** Where each event leads that is of another offer and job. */
const EXPECTED_OF_ANOTHER = `
                 FREE         OFFERED    ACCEPTING  EN_ROUTE   ARRIVED    ON_TRIP    PAYING     BREAK      BUSY_STREET
accept           -            -          -          -          -          -          -          -          -
declined         *            *          *          *          *          *          *          *          *
expired          *            *          *          *          *          *          *          *          *
withdrawn        *            *          *          *          *          *          *          *          *
refused          *            *          *          *          *          *          *          *          *
assigned         -            -          -          -          -          -          -          -          -
arrived          -            -          -          -          -          -          -          -          -
started          -            -          -          -          -          -          -          -          -
completed        -            -          -          -          -          -          -          -          -
cancelled        -            -          -          -          -          -          -          -          -
no_show          -            -          -          -          -          -          -          -          -
reallocating     *            *          *          *          *          *          *          *          *
settled          -            -          -          -          -          -          -          -          -
collected        -            -          -          -          -          -          -          -          -
`;

function casesOf(text: string): [on: On, from: ShiftState, to: string][] {
  const [head = '', ...lines] = text.trim().split('\n');
  const states = head.trim().split(/ +/) as ShiftState[];
  return lines.flatMap((line) => {
    const [on, ...targets] = line.trim().split(/ +/);
    return states.map((from, i): [On, ShiftState, string] => [on as On, from, targets[i] ?? '']);
  });
}

function anEventOf(on: On, token: string, bookingId: string): ShiftEvent {
  if (on === 'claim') return aClaim();
  if (on === 'suspended' || on === 'restored') return { on, accountVersion: 5 };
  // What an event has beside these is none of its business.
  return { on, token, bookingId } as ShiftEvent;
}

function outcomeOf(shift: Shift, event: ShiftEvent): string {
  const decision = next(shift, event, WHEN);
  if (!decision) return '-';
  return decision.to ?? '*';
}

describe('next', () => {
  it.each(casesOf(EXPECTED))('%s in %s leads to %s', (on, from, to) => {
    expect(outcomeOf(aShift(from), anEventOf(on, TOKEN, JOB))).toBe(to);
  });

  it.each(casesOf(EXPECTED_OF_ANOTHER))('%s of another offer in %s leads to %s', (on, from, to) => {
    expect(outcomeOf(aShift(from), anEventOf(on, anOffer(9), aBooking(9)))).toBe(to);
  });

  it('has every event and every state in its tables', () => {
    const cases = casesOf(EXPECTED);
    const states = Object.keys(shiftAggregate.states).filter((state) => state !== 'ENDED');
    const known: Record<On, true> = {
      ...{ claim: true, accept: true, declined: true, expired: true, withdrawn: true, refused: true },
      ...{ assigned: true, arrived: true, started: true, completed: true, cancelled: true, no_show: true },
      ...{ reallocating: true, settled: true, collected: true, suspended: true, restored: true },
      ...{ take_break: true, take_street_hail: true, resume: true, end: true, claim_over: true },
      ...{ paying_over: true, silent: true, time_up: true },
    };

    const pairs = Object.keys(known).flatMap((on) => states.map((from) => `${on} ${from}`));
    expect(cases.map(([on, from]) => `${on} ${from}`).sort()).toEqual(pairs.sort());
  });

  it('lets a claim run out when its time and the grace are over, and never an accepted one', () => {
    const over = { claim_over_at: NOW };

    expect(outcomeOf(aShift('OFFERED', over), { on: 'claim_over' })).toBe('FREE');
    expect(outcomeOf(aShift('ACCEPTING', over), { on: 'claim_over' })).toBe('-');
  });

  it.each([
    ['FREE', 'ENDED'],
    ['BREAK', 'ENDED'],
    ['BUSY_STREET', 'ENDED'],
    ['OFFERED', '-'],
    ['ON_TRIP', '-'],
    ['PAYING', '-'],
  ] as const)('ends a shift in %s when its time is up: %s', (from, to) => {
    expect(outcomeOf(aShift(from, { ends_by: NOW }), { on: 'time_up' })).toBe(to);
  });

  it('arms the timer that ends an unanswered offer with the claim: its deadline and the grace', () => {
    const decision = next(aShift('FREE'), aClaim(), WHEN);

    expect(decision?.timers).toEqual([{ name: 'claimOver', due: later(NOW, 20_000) }]);
  });

  it('keeps a claim from a driver who lost the job before, whatever the token', () => {
    const lost = next(aShift('EN_ROUTE'), { on: 'reallocating', token: TOKEN, bookingId: JOB }, WHEN);
    const shift = aShift('FREE', { ...lost?.set });

    expect(outcomeOf(shift, aClaim({ token: anOffer(5), bookingId: JOB }))).toBe('-');
    expect(outcomeOf(shift, aClaim({ token: anOffer(5) }))).toBe('OFFERED');
  });

  it('keeps a claim from a token that was ended, held or not', () => {
    const told = next(aShift('FREE'), { on: 'withdrawn', token: anOffer(2) }, WHEN);

    expect(outcomeOf(aShift('FREE', { ...told?.set }), aClaim())).toBe('-');
  });

  it('refuses a claim whose deadline has passed', () => {
    expect(outcomeOf(aShift('FREE'), aClaim({ deadline: NOW }))).toBe('-');
  });

  it('remembers a claim that it refused as busy, so that its copy cannot come true', () => {
    const refused = next(aShift('ON_TRIP'), aClaim(), WHEN);

    expect(outcomeOf(aShift('FREE', { ...refused?.set }), aClaim())).toBe('-');
  });

  it('changes nothing when the claim that it granted comes again', () => {
    const claim = aClaim({ token: TOKEN, bookingId: JOB });

    for (const state of ['OFFERED', 'ACCEPTING', 'EN_ROUTE'] as const)
      expect(next(aShift(state), claim, WHEN)).toBeUndefined();
  });

  it('takes a break after the third offer in a row that the driver let pass', () => {
    const second = next(aShift('OFFERED', { ignored_offers: 1 }), { on: 'expired', token: TOKEN }, WHEN);
    const third = next(aShift('OFFERED', { ignored_offers: 2 }), { on: 'expired', token: TOKEN }, WHEN);

    expect(second).toMatchObject({ to: 'FREE', set: { ignored_offers: 2 } });
    expect(third).toMatchObject({ to: 'BREAK', set: { ignored_offers: 3 } });
  });

  it.each([
    ['declined', 0],
    ['withdrawn', 2],
  ] as const)('counts %s as %s', (on, ignored) => {
    const decision = next(aShift('OFFERED', { ignored_offers: 2 }), { on, token: TOKEN }, WHEN);

    expect(decision).toMatchObject({ to: 'FREE', set: { ignored_offers: ignored } });
  });

  it('begins to count anew after a break', () => {
    const decision = next(aShift('BREAK', { ignored_offers: 3 }), { on: 'resume' }, WHEN);

    expect(decision).toMatchObject({ to: 'FREE', set: { ignored_offers: 0 } });
  });

  it('waits for the fare no longer when it was settled before the trip was known to be over', () => {
    const settled = aShift('ON_TRIP', { settled: true });
    const completed = { on: 'completed', token: TOKEN, bookingId: JOB } as const;

    expect(next(settled, completed, WHEN)?.timers).toEqual([{ name: 'payingOver', due: NOW }]);
    expect(next(aShift('ON_TRIP'), completed, WHEN)?.timers).toEqual([
      { name: 'payingOver', due: later(NOW, RULES.payingMs) },
    ]);
  });

  it.each([{ suspended: true }, { ends_by: NOW }])('ends a shift that is next free when %j', (over) => {
    const decision = next(aShift('PAYING', over), { on: 'settled', bookingId: JOB }, WHEN);

    expect(decision).toMatchObject({ to: 'ENDED', set: { token: undefined } });
  });

  it('looks at a change of the account once', () => {
    const change = { on: 'suspended', accountVersion: 4 } as const;

    expect(outcomeOf(aShift('FREE'), change)).toBe('-');
    expect(outcomeOf(aShift('ON_TRIP'), change)).toBe('-');
  });

  it('goes on after a suspension that was taken back', () => {
    const suspended = aShift('ON_TRIP', { suspended: true });

    const decision = next(suspended, { on: 'restored', accountVersion: 5 }, WHEN);

    expect(decision?.set).toEqual({ account_version: 5, suspended: false });
  });
});
