import { aBooking, STATES } from '../../test/a-booking.ts';
import { type Happening, refusalOf, TRANSITIONS } from './allowed.ts';

const ALL = Object.keys(TRANSITIONS) as Happening[];
const CASES = ALL.flatMap((happening) => STATES.map((state) => ({ happening, state })));

describe('the table of transitions', () => {
  it.each(CASES)(
    '$happening in $state is allowed exactly where the table says so',
    ({ happening, state }) => {
      const allowed: readonly string[] = TRANSITIONS[happening].from;

      const refusal = refusalOf(happening, aBooking(state));

      if (allowed.includes(state)) expect(refusal).toBeUndefined();
      else
        expect(refusal).toMatchObject({
          code: 'booking.transition_not_allowed',
          context: { state, version: '3' },
        });
    },
  );

  it('leaves a way out of every state that is not an end', () => {
    const left = new Set<string>(ALL.flatMap((happening) => TRANSITIONS[happening].from));

    expect([...left].sort()).toEqual(['ARRIVED', 'ASSIGNED', 'ON_TRIP', 'REQUESTED', 'SEARCHING']);
  });
});
