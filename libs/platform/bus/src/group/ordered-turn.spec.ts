import { fakeEffects } from '@hansom/platform-context/testing';
import { type EventEnvelope, type History } from '@hansom/platform-schedule';
import { SimulatedStore } from '@hansom/platform-store';

import { type EventOwner } from '../owner/event-owner.ts';
import { aLampEvent } from '../testing/world/lamps.ts';
import { noFigures } from './figures.ts';
import { type Lane, laneOf } from './lane.ts';
import { orderedTurn } from './ordered-turn.ts';
import { Parking } from './parking.ts';
import { Positions } from './progress.ts';

/** A lane of which nothing was seen, whose owner answers as the spec says, one after the other. */
async function aTurn(...answers: ((lane: Lane) => Partial<History>)[]) {
  const effects = fakeEffects();
  const engine = await new SimulatedStore({ clock: effects.clock }).open('clerk');
  const [lane, figures, heard] = [laneOf('lamp_1'), noFigures(), [] as number[]];
  const left = [...answers];
  const owner: Pick<EventOwner, 'read'> = {
    read: async () => ({ events: [], version: 0, expiredTo: 0, ...left.shift()?.(lane) }),
  };
  const parts = {
    ...{ group: 'lamps/lamp', effects, figures },
    owner: { ...owner, walk: () => Promise.reject(new Error('nobody walks')) },
    parking: new Parking(engine, effects, { service: 'clerk', group: 'lamps/lamp' }),
    positions: new Positions(engine, effects, 'lamps/lamp'),
    handle: async ({ version }: EventEnvelope) => void heard.push(version),
  };
  const take = (): ReturnType<typeof orderedTurn> => orderedTurn(parts, lane);
  return { lane, figures, heard, take };
}

function comes(lane: Lane, ...versions: number[]): void {
  for (const version of versions) lane.pending.set(version, aLampEvent(version));
}

describe('a turn that reads what is missing', () => {
  it('drops nothing that came while it read: that may be newer than the answer', async () => {
    const { lane, figures, heard, take } = await aTurn((reading) => {
      comes(reading, 1, 2);
      return { version: 0 };
    });
    lane.wanted.add(1);
    lane.fetch = true;

    expect(await take()).toBe('rest');

    expect([heard, figures.strays]).toEqual([[1, 2], 0]);
  });

  it('keeps what came and is not above the version of its owner, though nothing of it is told', async () => {
    const { lane, figures, take } = await aTurn(() => ({ version: 3 }));
    comes(lane, 3, 4);
    lane.fetch = true;

    await expect(take()).rejects.toThrow('lamp_1 stands at 3');

    expect([[...lane.pending.keys()], figures.strays]).toEqual([[3], 1]);
  });

  it('handles what its owner knows before it drops the rest', async () => {
    const known = [1, 2].map((version) => aLampEvent(version));
    const { lane, figures, heard, take } = await aTurn(
      () => ({ events: known, version: 2 }),
      () => ({ version: 2 }),
    );
    comes(lane, 9);
    lane.fetch = true;

    expect(await take()).toBe('rest');

    expect([heard, figures.strays]).toEqual([[1, 2], 1]);
  });
});
