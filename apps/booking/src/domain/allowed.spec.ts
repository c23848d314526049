import { aBooking, STATES } from '../../test/a-booking.ts';
import { type BookingState } from '../store/booking-aggregate.ts';
import { type Happening, refusalOf, TRANSITIONS } from './allowed.ts';

/** Written down a second time: whoever changes what may happen says so here too. */
const MATRIX = `
  happening         REQUESTED SEARCHING ASSIGNED ARRIVED ON_TRIP COMPLETED CANCELLED NO_SHOW EXPIRED FAILED
  pay               yes       -         -        -       -       -         -         -       -       -
  failPayment       yes       -         -        -       -       -         -         -       -       -
  decide            -         yes       -        -       -       -         -         -       -       -
  exhaust           -         yes       -        -       -       -         -         -       -       -
  watch             -         -         yes      -       -       -         -         -       -       -
  arrive            -         -         yes      -       -       -         -         -       -       -
  logContact        -         -         yes      yes     -       -         -         -       -       -
  start             -         -         yes      yes     -       -         -         -       -       -
  noShow            -         -         -        yes     -       -         -         -       -       -
  watchTrip         -         -         -        -       yes     -         -         -       -       -
  stop              -         -         -        -       yes     -         -         -       -       -
  complete          -         -         -        -       yes     -         -         -       -       -
  cancel            yes       yes       yes      yes     -       -         -         -       -       -
  cancelByOperator  yes       yes       yes      yes     yes     -         -         -       -       -
  loseDriver        -         -         yes      yes     -       -         -         -       -       -
`;

const [[, ...states] = [], ...rows] = MATRIX.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

const CASES = rows.flatMap(([happening, ...cells]) =>
  cells.map((cell, index) => ({
    happening: happening as Happening,
    state: states[index] as BookingState,
    cell,
  })),
);

describe('what can happen to a job', () => {
  it.each(CASES)('$happening in $state: $cell', ({ happening, state, cell }) => {
    const refusal = refusalOf(happening, aBooking(state));

    if (cell === 'yes') expect(refusal).toBeUndefined();
    else
      expect(refusal).toMatchObject({
        code: 'booking.transition_not_allowed',
        context: { state, version: '3' },
      });
  });

  it('is all written down here', () => {
    expect(states).toEqual(STATES);
    expect(rows.map(([happening]) => happening)).toEqual(Object.keys(TRANSITIONS));
  });

  it('leaves a way out of every state that is not an end', () => {
    const left = new Set<string>(Object.values(TRANSITIONS).flat());

    expect([...left].sort()).toEqual(['ARRIVED', 'ASSIGNED', 'ON_TRIP', 'REQUESTED', 'SEARCHING']);
  });
});
