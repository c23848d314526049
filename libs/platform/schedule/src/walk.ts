import { type Columns } from '@hansom/platform-store';

import { type Maker } from './attempt.ts';
import { envelopeOf, type EventEnvelope } from './envelope.ts';
import { type Parts } from './parts.ts';
import { type Bucket } from './queue.ts';

/** A version that somebody set out to make. */
export interface WalkEntry {
  id: string;
  version: number;
}

export interface WalkPage {
  /** By id, then version. A version may be named twice, and one that is past the mark and not there will never come from this entry. */
  entries: WalkEntry[];
  /** The owner's mark was past this bucket before this page was read: all pages read since then are complete. */
  passed: boolean;
  /** Absent on the last page. */
  next?: string;
}

const PAGE = 500;

/** One page of one bucket of the outbox. */
export async function walk<F extends Columns, S extends string>(
  { parts, marks }: Pick<Maker<F, S>, 'parts' | 'marks'>,
  { shard, minute }: Bucket,
  page?: string,
): Promise<WalkPage> {
  const passed = await marks.isPast('outbox', shard, minute); // before the listing: otherwise it would promise too much
  const { rows, next } = await parts.outbox.range({ partition: { shard, minute }, limit: PAGE, page });
  return {
    entries: rows.map(({ id, version }) => ({ id, version })),
    passed,
    ...(next !== undefined && { next }),
  };
}

/** Events `from <= version <= to`, ascending, at most 1000. Those that expired or have not come are missing; may be stale. */
export async function readEvents<F extends Columns, S extends string>(
  { engine, aggregate, source }: Parts<F, S>,
  id: string,
  range: { from: number; to: number },
): Promise<EventEnvelope[]> {
  const rows = await engine.readEvents(aggregate, id, range);
  return rows.map((row) => envelopeOf(source, id, row));
}
