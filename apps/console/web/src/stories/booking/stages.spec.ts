import { partsOf, stagesOf } from './stages.ts';

function minute(count: number): string {
  return new Date(count * 60_000).toISOString();
}

const DONE = {
  createdAt: minute(0),
  assignedAt: minute(1),
  arrivedAt: minute(4),
  startedAt: minute(5),
  endedAt: minute(10),
};

describe('the stages of a ride', () => {
  it('follow one another to the end', () => {
    const stages = stagesOf(DONE);

    expect(stages.map(({ kind, from, to = 0 }) => [kind, (to - from) / 60_000])).toEqual([
      ['SEARCH', 1],
      ['TO_PICKUP', 3],
      ['WAIT', 1],
      ['TRIP', 5],
    ]);
    expect(partsOf(stages, 0)).toEqual([10, 30, 10, 50]);
  });

  it('leave out what was skipped: a driver who was there already', () => {
    const stages = stagesOf({ ...DONE, arrivedAt: undefined });

    expect(stages.map(({ kind }) => kind)).toEqual(['SEARCH', 'TO_PICKUP', 'TRIP']);
    expect(stages[1]?.to).toBe(5 * 60_000);
  });

  it('go on until now while it lives', () => {
    const stages = stagesOf({ createdAt: minute(0), assignedAt: minute(1) });

    expect(stages.at(-1)).toMatchObject({ kind: 'TO_PICKUP', to: undefined });
    expect(partsOf(stages, 4 * 60_000)).toEqual([25, 75]);
  });

  it('share alike before any time has passed', () => {
    expect(partsOf(stagesOf({ createdAt: minute(3) }), 0)).toEqual([100]);
  });
});
