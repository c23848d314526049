import { type Doing } from '../../../src/live/protocol.ts';
import { countsOf } from './figures.ts';

/** The city at a minute of its time, as getHistory tells it. */
export interface HistorySample {
  /** City time. */
  readonly at: number;
  readonly drivers: Readonly<Record<Doing, number>>;
  readonly riders: { readonly withoutCar: number; readonly awaitingCar: number };
  /** In the hour before. */
  readonly completed: number;
}

export interface Line {
  readonly label: string;
  /** The custom property of its colour. */
  readonly colour: string;
  readonly dashed?: boolean;
  readonly values: readonly number[];
}

/** A chart: lines over the same moments of city time. */
export interface ChartFacts {
  readonly title: string;
  readonly unit: string;
  readonly times: readonly number[];
  readonly lines: readonly Line[];
}

/** What is worth a chart of the last hours. */
export function chartsOf(samples: readonly HistorySample[]): ChartFacts[] {
  const times = samples.map(({ at }) => at);
  const counts = samples.map(({ drivers }) => countsOf(drivers));
  return [
    {
      ...{ title: 'Riders waiting', unit: 'riders', times },
      lines: [
        { label: 'without a car', colour: '--bad', values: samples.map(({ riders }) => riders.withoutCar) },
        {
          ...{ label: 'car on its way', colour: '--info', dashed: true },
          values: samples.map(({ riders }) => riders.awaitingCar),
        },
      ],
    },
    {
      ...{ title: 'Drivers', unit: 'drivers', times },
      lines: [
        { label: 'busy', colour: '--doing-on-trip', values: counts.map(({ busy }) => busy) },
        { label: 'free', colour: '--doing-free', dashed: true, values: counts.map(({ free }) => free) },
      ],
    },
    {
      ...{ title: 'Completed an hour', unit: 'rides', times },
      lines: [{ label: 'rides', colour: '--accent', values: samples.map(({ completed }) => completed) }],
    },
  ];
}

/** A chart in a sentence, for whoever does not see it. */
export function summaryOf({ title, lines }: ChartFacts): string {
  const told = lines.map(({ label, values }) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return `${label} ${values.at(-1) ?? 0} now, between ${least} and ${most}`;
  });
  return `${title}: ${told.join('; ')}.`;
}

export interface Row {
  readonly at: number;
  readonly values: readonly number[];
}

/** A chart as a table: its last sample and those that lie whole steps before it, the newest first. */
export function rowsOf({ times, lines }: ChartFacts, stepMs: number): Row[] {
  const rows = times.map((at, i) => ({ at, values: lines.map(({ values }) => values[i] ?? 0) })).reverse();
  const [newest] = rows;
  if (!newest) return [];
  const taken = new Set<number>();
  return rows.filter(({ at }) => {
    const step = Math.floor((newest.at - at) / stepMs);
    return !taken.has(step) && taken.add(step);
  });
}
