import { fakeEffects } from '@hansom/platform-context/testing';
import { aCall } from '@hansom/platform-rpc/testing';
import { type ListMovedResponse } from '@hansom/proto-position-tracker';
import { wordsOf } from '@hansom/shared-ids';

import { aShiftFact, driverId, shiftId } from '../../test/live-facts.ts';
import { LiveCity } from './live-city.ts';
import { readPositions } from './positions.ts';

/** One driver a page, as position-tracker tells it. */
function anAnswer(n: number, over: Partial<ListMovedResponse> = {}): ListMovedResponse {
  const [a, b, c, d] = wordsOf(driverId(n)).map(BigInt) as [bigint, bigint, bigint, bigint];
  return {
    ...{ next: `cursor ${n}`, more: false, driverHigh: [(a << 32n) | b], driverLow: [(c << 32n) | d] },
    ...{ latE7: [577_012_344], lngE7: [119_700_000], fixedAtMs: [1_000n] },
    ...{ bearingDegrees: [181.6], speedMetresPerSecond: [12.34] },
    ...over,
  };
}

function aTracker(...answers: ListMovedResponse[]) {
  const effects = fakeEffects();
  const city = new LiveCity('got', effects);
  city.heardShift(aShiftFact());
  city.heardShift(aShiftFact({ shiftId: shiftId(2), driverId: driverId(2) }));
  const asked: string[] = [];
  const listMoved = async ({ after }: { after: string }) => {
    asked.push(after);
    return answers.shift() ?? anAnswer(0);
  };
  const call = ({ deadlineMs }: { deadlineMs: number }) => aCall({ effects, deadlineMs });
  return { city, asked, read: () => readPositions(city, { tracker: { listMoved }, call }) };
}

describe('readPositions', () => {
  it('tells a city where its drivers are', async () => {
    const { city, read } = aTracker(anAnswer(1));

    await read();

    expect([...city.board.allTaxis()].find(({ id }) => id === driverId(1))).toMatchObject({
      ...{ at: [11.97, 57.701234], bearing: 182, metresPerSecond: 12.3, fixAt: 1_000 },
    });
  });

  it('says nothing of what an app does not know', async () => {
    const { city, read } = aTracker(anAnswer(1, { bearingDegrees: [-1], speedMetresPerSecond: [-1] }));

    await read();

    const taxi = [...city.board.allTaxis()].find(({ id }) => id === driverId(1));
    expect(taxi).not.toHaveProperty('bearing');
    expect(taxi).not.toHaveProperty('metresPerSecond');
  });

  it('asks on where there are more, and next time for what came since', async () => {
    const { city, asked, read } = aTracker(anAnswer(1, { more: true }), anAnswer(2));

    await read();
    await read();

    expect(asked).toEqual(['', 'cursor 1', 'cursor 2']);
    expect([...city.board.allTaxis()].every(({ at }) => at !== undefined)).toBe(true);
  });
});
