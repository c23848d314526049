import { type Clock, type Instant, type Millis } from '@hansom/platform-context';
import { type Columns, int, type PlainTable, table, text, timestamp } from '@hansom/platform-store';

import { type Aggregates, type Found } from './aggregates.ts';
import { eachBounded } from './each-bounded.ts';
import { type AggregateState } from './state.ts';

/** Rows of what is, or is about to be, live, by lists: those of a city, or of a person. */
export function liveIndexTable(name: string) {
  return table({
    name,
    partition: { city: text() }, // names the list, of whatever kind
    // One row for each time that it was to become live: who removes one cannot remove a later one.
    clustering: { id: text(), version: int() },
    columns: { noted_at: timestamp() },
    churns: true,
  });
}

export type LiveIndexTable = ReturnType<typeof liveIndexTable>;

export interface LiveIndexOptions<F extends Columns, S extends string> {
  table: PlainTable<LiveIndexTable>;
  aggregates: Pick<Aggregates<F, S>, 'find'>;
  clock: Clock;
  /** Whether it is to be listed as it stands. */
  isLive(state: AggregateState<F, S>): boolean;
}

/** Lists the aggregates that are live: a city's searching jobs or drivers on shift, a rider's debts. */
export interface LiveIndex<F extends Columns, S extends string> {
  /**
   * Before the transition that makes it live, and awaited: `version` is the one that it is to make. What comes of it the aggregate itself
   * tells, so a row too many does no harm.
   */
  add(list: string, next: { id: string; version: number }): Promise<void>;
  /**
   * Those that are live, by id, each read serially. A page may be short: go on until `next` is absent. Of what got live later than its writer
   * meant, as it had lost a race, it may tell some seconds late.
   */
  page(list: string, page?: string): Promise<LivePage<F, S>>;
}

export interface LivePage<F extends Columns, S extends string> {
  states: AggregateState<F, S>[];
  next?: string;
}

/** So few that all of a page, each with the longest texts, go into one message (256 KiB). */
const PAGE = 64;
const READ_AT_ONCE = 32;
/** Whoever added the row may lose races for a while and make a later version live: it stays that long. Domain time. */
const SETTLED_MS: Millis = 600_000;
/** What is not live, though the version of its row has come, is read again only so often: few of them get live all the same. Domain time. */
const LOOK_AGAIN_MS: Millis = 20_000;
/** As many such rows as are kept in mind. */
const MOST_PASSED = 10_000;
/** An aggregate that is still missing then will not come: its creator's intentions are long given up. Domain time. */
const NEVER_CAME_MS: Millis = 86_400_000;

export function liveIndex<F extends Columns, S extends string>({
  table: rows,
  aggregates,
  clock,
  isLive,
}: LiveIndexOptions<F, S>): LiveIndex<F, S> {
  const passed = new Map<string, Instant>();
  return {
    add: (list, { id, version }) => rows.put({ city: list, id, version, noted_at: clock.now() }),
    page: async (list, page) => {
      const listed = await rows.range({ partition: { city: list }, limit: PAGE, ...(page && { page }) });
      const states = new Map<string, AggregateState<F, S>>();
      await eachBounded(listed.rows.filter(isDue), READ_AT_ONCE, async (row) => {
        const found = await aggregates.find(row.id);
        if (typeof found === 'object' && isLive(found)) states.set(row.id, found);
        else if (isOver(row, found)) await rows.delete({ city: list, id: row.id, version: row.version });
        else if (hasCome(row, found)) pass(row);
      });
      const inOrder = [...states.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      return { states: inOrder, ...(listed.next !== undefined && { next: listed.next }) };
    },
  };

  function isDue(row: Row): boolean {
    const at = passed.get(nameOf(row));
    return at === undefined || clock.now() - at > LOOK_AGAIN_MS;
  }

  function pass(row: Row): void {
    if (passed.size >= MOST_PASSED) passed.clear(); // they are read once more than needed
    passed.set(nameOf(row), clock.now());
  }

  /** Its version has come and gone, or will never come. */
  function isOver(row: Row, found: Found<F, S>): boolean {
    const ageMs = clock.now() - row.noted_at;
    if (found === 'missing') return ageMs > NEVER_CAME_MS;
    return found === 'abandoned' || (hasCome(row, found) && ageMs > SETTLED_MS);
  }
}

function hasCome({ version }: Row, found: { version: number } | string): boolean {
  return typeof found === 'object' && found.version >= version;
}

interface Row {
  id: string;
  version: number;
  noted_at: number;
}

function nameOf({ id, version }: Row): string {
  return `${id}#${version}`;
}
