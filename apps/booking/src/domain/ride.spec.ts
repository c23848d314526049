import { instant } from '@hansom/platform-context';

import { aBooking, NOW } from '../../test/a-booking.ts';
import { config as schema } from '../config.ts';
import { endOf, stop } from './ride.ts';

const config = schema.parse({});
const EARLIER = { endedAt: instant(NOW + 1_000), lastSeq: 7n };

describe('stop', () => {
  it('keeps what was said first', () => {
    const before = aBooking('ON_TRIP', { stopped_at: EARLIER.endedAt, stopped_seq: EARLIER.lastSeq });

    const decision = stop(before, { endedAt: instant(NOW + 2_000), lastSeq: 8n }, config);

    expect(decision).toMatchObject({ set: { stopped_at: EARLIER.endedAt, stopped_seq: 7n } });
  });

  it('leaves nothing to do but to price the trip', () => {
    const decision = stop(aBooking('ON_TRIP', { attention: 'OPERATORS' }), EARLIER, config);

    expect(decision).toMatchObject({
      to: 'ON_TRIP',
      set: { attention: undefined },
      timers: [{ name: 'priceTrip', due: EARLIER.endedAt + 30_000 }],
    });
  });
});

describe('endOf', () => {
  it('is not before the start, though the clocks of two instances differ', () => {
    const booking = aBooking('ON_TRIP', { stopped_at: instant(NOW - 1), stopped_seq: 7n });

    expect(endOf(booking, { now: NOW, config })).toEqual({ endedAt: NOW, lastSeq: 7n });
  });

  it('is now, and of no known number, where nobody has stopped it', () => {
    const now = instant(NOW + 5_000);

    expect(endOf(aBooking('ON_TRIP'), { now, config })).toEqual({ endedAt: now, lastSeq: 0n });
  });
});
