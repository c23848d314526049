import { later } from '@hansom/platform-context';

import { aBooking, aClaim, anOffer, aShift, NOW, RULES, WHEN } from '../../test/a-shift.ts';
import { type Shift } from '../store/shift-aggregate.ts';
import { claimRefusal } from './guards.ts';
import { next } from './next.ts';

/** A free shift that was told of the end of so many offers, one a second. */
function afterEnds(count: number): Shift {
  let shift = aShift('FREE');
  for (let number = 0; number < count; number++) {
    const token = anOffer(number, NOW + number * 1_000);
    const decision = next(shift, { on: 'withdrawn', token }, WHEN);
    shift = { ...shift, fields: { ...shift.fields, ...decision?.set } };
  }
  return shift;
}

describe('what a shift keeps in mind', () => {
  it('is bounded', () => {
    expect(afterEnds(100).fields.ended_tokens).toHaveLength(32);
  });

  it('refuses a token that it has forgotten, by its deadline', () => {
    const shift = afterEnds(33);
    const token = anOffer(0, NOW);
    const latest = later(NOW, RULES.longestOfferMs);

    expect(shift.fields.ended_tokens).not.toContain(token);
    expect(claimRefusal(shift, aClaim({ token, deadline: latest }), NOW)).toBe('TOKEN_ENDED');
  });

  it('grants what was made later than all that it has forgotten', () => {
    const shift = afterEnds(33);
    const deadline = later(NOW, RULES.longestOfferMs + 1);

    expect(claimRefusal(shift, aClaim({ token: anOffer(200), deadline }), NOW)).toBeUndefined();
  });

  it('forgets the first of many jobs that the driver lost', () => {
    let shift = aShift('FREE');
    for (let number = 0; number < 33; number++) {
      const event = { on: 'reallocating', token: anOffer(number), bookingId: aBooking(number) } as const;
      shift = { ...shift, fields: { ...shift.fields, ...next(shift, event, WHEN)?.set } };
    }

    expect(shift.fields.lost_bookings).toHaveLength(32);
    expect(shift.fields.lost_bookings).not.toContain(aBooking(0));
  });
});
