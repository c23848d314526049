import { type Millis } from '@hansom/platform-context';

/** Upper bounds in seconds: what OpenTelemetry advises for the durations of RPCs. */
export const BOUNDS_S = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] as const;

/** Calls that ended alike with one peer, since the process began. */
export interface DurationSeries {
  readonly peer: string;
  /** The code of their error; empty: they succeeded. */
  readonly errorType: string;
  /** How many fell between each bound and the one before; the last is beyond all. */
  readonly counts: Float64Array;
  sumS: number;
}

const MAX_SERIES = 50;
const OVERFLOW = 'other';

/** The durations of one RPC, told apart by peer and error: 50 kinds at most, the rest together as `other`. */
export class Durations {
  private readonly byKey = new Map<string, DurationSeries>();

  record(ms: Millis, peer: string, errorType: string): void {
    const series = this.seriesOf(peer, errorType);
    const seconds = ms / 1000;
    let at = 0;
    while (seconds > (BOUNDS_S[at] ?? Infinity)) at += 1;
    series.counts[at] = (series.counts[at] ?? 0) + 1;
    series.sumS += seconds;
  }

  all(): Iterable<DurationSeries> {
    return this.byKey.values();
  }

  private seriesOf(peer: string, errorType: string): DurationSeries {
    const key = errorType === '' ? peer : `${peer} ${errorType}`;
    const known = this.byKey.get(key);
    if (known) return known;
    if (this.byKey.size >= MAX_SERIES && peer !== OVERFLOW) {
      return this.seriesOf(OVERFLOW, errorType === '' ? '' : OVERFLOW);
    }
    const series = { peer, errorType, counts: new Float64Array(BOUNDS_S.length + 1), sumS: 0 };
    this.byKey.set(key, series);
    return series;
  }
}
