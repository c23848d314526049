import { someFigures } from '../live/testing/frames.ts';
import { chartsOf, type HistorySample, rowsOf, summaryOf } from './history.ts';

const MINUTE_MS = 60_000;

function samples(...waiting: number[]): HistorySample[] {
  const { drivers } = someFigures();
  return waiting.map((withoutCar, i) => {
    return { at: i * MINUTE_MS, drivers, riders: { withoutCar, awaitingCar: 1 }, completed: i };
  });
}

describe('the charts of the last hours', () => {
  it('have a value of each line for each moment', () => {
    for (const { times, lines } of chartsOf(samples(1, 2, 3))) {
      expect(times).toEqual([0, MINUTE_MS, 2 * MINUTE_MS]);
      for (const { values } of lines) expect(values).toHaveLength(3);
    }
  });

  it('can be heard', () => {
    const [waiting] = chartsOf(samples(4, 9, 2));

    expect(waiting && summaryOf(waiting)).toBe(
      'Riders waiting: without a car 2 now, between 2 and 9; car on its way 1 now, between 1 and 1.',
    );
  });

  it('can be read as a table, a row a step, the newest first', () => {
    const [waiting] = chartsOf(samples(0, 1, 2, 3, 4, 5, 6));

    const rows = waiting ? rowsOf(waiting, 3 * MINUTE_MS) : [];

    expect(rows.map(({ at, values }) => [at / MINUTE_MS, values[0]])).toEqual([[6, 6], [3, 3], [0, 0]]); // prettier-ignore
  });

  it('may be empty', () => {
    const [waiting] = chartsOf([]);

    expect(waiting && rowsOf(waiting, MINUTE_MS)).toEqual([]);
  });
});
