import { type ServiceSummary } from '@hansom/client-console';

const RANK: Record<ServiceSummary['state'], number> = { GONE: 0, UNWELL: 1, HEALTHY: 2 };

/** Those that need somebody first, then by name. */
export function failingFirst(services: readonly ServiceSummary[]): ServiceSummary[] {
  return services.toSorted((a, b) => RANK[a.state] - RANK[b.state] || a.name.localeCompare(b.name));
}

export interface Tally {
  readonly healthy: number;
  readonly unwell: number;
  readonly gone: number;
}

export function tallyOf(services: readonly ServiceSummary[]): Tally {
  const count = (state: ServiceSummary['state']): number =>
    services.filter((service) => service.state === state).length;
  return { healthy: count('HEALTHY'), unwell: count('UNWELL'), gone: count('GONE') };
}

export interface Sorting {
  readonly by: string;
  readonly direction: 'ascending' | 'descending';
}

/** Rows by what is told of each: words from A, figures from the highest, and the other way round when it is asked for again. */
export function sorted<T>(
  rows: readonly T[],
  tell: (row: T) => number | string,
  direction: Sorting['direction'],
): T[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => sign * compared(tell(a), tell(b)));
}

/** What a press on the head of a column sorts by next. */
export function nextSorting(now: Sorting, by: string, numeric: boolean): Sorting {
  if (now.by !== by) return { by, direction: numeric ? 'descending' : 'ascending' };
  return { by, direction: now.direction === 'ascending' ? 'descending' : 'ascending' };
}

function compared(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}
