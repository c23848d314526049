import { type TraceKey, type Traces } from './store/traces.ts';

/** What a trace holds: one number each half second of the longest trip, 6 h; or for a day, one as often as an app is to take it. */
export const MOST_ROWS = 43_200;
/** Of more traces than this it is counted anew how many rows they have. */
const MOST_COUNTED = 50_000;

interface Count {
  rows: number;
}

/**
 * How much room is left in each trace, so that whoever sends without end fills none without end. Rows are counted in the store once, and from
 * then on as they are added.
 */
export class TraceRoom {
  /** Those that were asked for last are the last ones. */
  private readonly counts = new Map<string, Promise<Count>>();

  constructor(private readonly traces: Pick<Traces, 'count'>) {}

  /** The first of some new rows, as many as fit. They count from now on. */
  async take<T>(key: TraceKey, rows: readonly T[]): Promise<readonly T[]> {
    if (rows.length === 0) return rows;
    const count = await this.countOf(key);
    const fitting = rows.slice(0, Math.max(0, MOST_ROWS - count.rows));
    count.rows += fitting.length;
    return fitting;
  }

  /** Has the rows of a trace counted anew: of those that fitted, some were not added. */
  forget(key: TraceKey): void {
    this.counts.delete(nameOf(key));
  }

  private countOf(key: TraceKey): Promise<Count> {
    const name = nameOf(key);
    const count = this.counts.get(name) ?? this.counted(key);
    this.counts.delete(name); // what is set anew is the last of a map
    this.counts.set(name, count);
    const [oldest] = this.counts.keys();
    if (this.counts.size > MOST_COUNTED && oldest !== undefined) this.counts.delete(oldest);
    return count;
  }

  private async counted(key: TraceKey): Promise<Count> {
    try {
      return { rows: await this.traces.count(key, MOST_ROWS) };
    } catch (error) {
      this.forget(key);
      throw error;
    }
  }
}

function nameOf({ bookingId, driverId }: TraceKey): string {
  return `${bookingId}/${driverId}`;
}
