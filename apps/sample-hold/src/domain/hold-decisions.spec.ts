import { instant } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';

import { type Hold, type HoldState } from '../store/hold-aggregate.ts';
import { decide } from './hold-decisions.ts';

function aHold(state: HoldState): Hold {
  const fields = { place_id: 'seat-1', guest_id: 'anna', expires_at: instant(1_000) };
  return { id: 'hold_1', version: 3, state, fields, entered: { version: 3, attempt: 'a' } };
}

describe('decide', () => {
  it.each([
    ['confirm', 'HELD', { to: 'CONFIRMED', event: { type: 'hold.confirmed' } }],
    ['release', 'HELD', { to: 'RELEASED', event: { type: 'hold.released' } }],
    ['release', 'CONFIRMED', { to: 'RELEASED', event: { type: 'hold.released' } }],
    ['expire', 'HELD', { to: 'EXPIRED', event: { type: 'hold.expired' } }],
  ] as const)('%s in %s leads to %j', (command, from, decision) => {
    expect(decide(command, aHold(from))).toMatchObject(decision);
  });

  it.each([
    ['confirm', 'CONFIRMED'],
    ['confirm', 'RELEASED'],
    ['confirm', 'EXPIRED'],
    ['release', 'RELEASED'],
    ['release', 'EXPIRED'],
    ['expire', 'CONFIRMED'],
  ] as const)('%s is refused in %s, naming state and version', (command, from) => {
    const refusal = decide(command, aHold(from));

    expect(refusal).toBeInstanceOf(HansomError);
    expect(refusal).toMatchObject({
      code: 'sample-hold.transition_not_allowed',
      context: { state: from, version: '3' },
    });
  });
});
