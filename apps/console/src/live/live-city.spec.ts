import { fakeEffects } from '@hansom/platform-context/testing';
import { BookingState } from '@hansom/proto-booking';

import { aBooking, aJobFact, aShiftFact, at, bookingId, driverId } from '../../test/live-facts.ts';
import { LiveCity } from './live-city.ts';
import { toJobFact } from './mapping.ts';

const MINUTE = 60_000;

function aCity() {
  const effects = fakeEffects();
  return { city: new LiveCity('got', effects), time: effects.time };
}

describe('LiveCity', () => {
  it('tells where rides were asked for in the last half hour, the newest first', async () => {
    const { city, time } = aCity();
    city.heardJob(aJobFact());
    await time.advance(20 * MINUTE);
    const pickup = { at: { lat: 57.65, lng: 11.91 }, label: '' };
    city.heardJob(toJobFact(aBooking({ bookingId: bookingId(2), createdAt: at(20 * MINUTE), pickup })));

    expect(city.demand()).toEqual([
      { at: [11.91, 57.65], askedAt: at(20 * MINUTE).getTime() },
      { at: [11.97, 57.7], askedAt: at(0).getTime() },
    ]);
    await time.advance(10 * MINUTE + 1);
    expect(city.demand()).toHaveLength(1);
  });

  it('does not count by an older row of a list what an event has told otherwise', () => {
    const { city } = aCity();
    const assigned = { version: 3, state: BookingState.ASSIGNED, driverId: driverId(1), assignedAt: at(0) };
    city.heardJob(aJobFact({ version: 5, state: BookingState.EXPIRED, endedAt: at(0) }));

    city.heardJob(aJobFact(assigned));

    expect(city.now().lastHour).toMatchObject({ noDriver: 1, matchRate: 0 });
  });

  it('keeps a sample of every minute once it is listed, also while nobody looks', async () => {
    const { city, time } = aCity();
    city.keepUp();
    expect(city.history()).toEqual([]);
    city.listed();
    city.heardShift(aShiftFact());

    for (let seconds = 0; seconds < 180; seconds++) {
      city.keepUp();
      await time.advance(1_000);
    }

    expect(city.history()).toMatchObject([{ drivers: { FREE: 1 } }, {}, {}]);
  });

  it('puts its figures on the board only while somebody looks', () => {
    const { city } = aCity();
    city.listed();
    city.keepUp(); // the minute's sample
    city.heardShift(aShiftFact());
    const { revision } = city.board;
    city.keepUp();
    expect(city.board.revision).toBe(revision);

    city.look();
    city.keepUp();

    expect(city.board.after(revision)?.now).toMatchObject({ drivers: { FREE: 1 } });
  });

  it('counts as looked at for a minute after somebody asked', async () => {
    const { city, time } = aCity();
    city.look();
    await time.advance(59_999);
    expect(city.isLookedAt).toBe(true);

    await time.advance(1);

    expect(city.isLookedAt).toBe(false);
  });
});
