import { type Millis } from '@hansom/platform-context';

import { Durations } from '../rates/durations.ts';
import { type Metric } from './metrics.ts';
import { histogram } from './rpc-metrics.ts';

const NAME = 'db_client_operation_duration_seconds';

/** How long each operation on each table took, since the process began: the histogram that OpenTelemetry describes. */
export class StoreTimings {
  private readonly byTarget = new Map<string, { operation: string; target: string; durations: Durations }>();

  /** `target`: the table. `errorType`: the code of the error; empty: it succeeded. */
  record({ operation, target }: { operation: string; target: string }, ms: Millis, errorType: string): void {
    const key = `${operation} ${target}`;
    const known = this.byTarget.get(key) ?? { operation, target, durations: new Durations() };
    this.byTarget.set(key, known);
    known.durations.record(ms, '', errorType);
  }

  metric(): Metric {
    return {
      name: NAME,
      type: 'histogram',
      help: 'How long operations of the store took.',
      read: () =>
        [...this.byTarget.values()].flatMap(({ operation, target, durations }) => {
          const labels = { db_operation_name: operation, db_collection_name: target };
          return Array.from(durations.all(), (series) => {
            const { errorType } = series;
            return histogram(NAME, errorType === '' ? labels : { ...labels, error_type: errorType }, series);
          }).flat();
        }),
    };
  }
}
