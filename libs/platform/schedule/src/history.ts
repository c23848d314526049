import { type Columns, type StoredRow } from '@hansom/platform-store';

import { envelopeOf, type EventEnvelope } from './envelope.ts';
import { budgetUntil, type Parts, readStanding } from './parts.ts';

/** What can be read of the events of an aggregate. */
export interface History {
  /** Ascending and without a gap, from the first version that was asked for, or from the one after `expiredTo`. */
  events: EventEnvelope[];
  /** How far the aggregate has come, read serially where not all was found. */
  version: number;
  /** Events up to this version are gone for good. 0: the first that was asked for is not. */
  expiredTo: number;
}

/** Events that are read at a time. */
const MOST = 200;

/**
 * Events `from <= version <= to` of an aggregate, as many as fit, and the truth about those that are missing: not made yet, or expired.
 * Plain reads may be stale, so only serial ones say that something is missing.
 */
export async function history<F extends Columns, S extends string>(
  parts: Parts<F, S>,
  id: string,
  { from, to }: { from: number; to: number },
): Promise<History> {
  const { engine, aggregate, source, effects } = parts;
  const rows = await engine.readEvents(aggregate, id, { from, to: Math.min(to, from + MOST - 1) });
  const events = gapless(rows, from).map((row) => envelopeOf(source, id, row));
  const last = events.at(-1);
  if (last && (last.version >= to || events.length === MOST)) {
    return { events, version: last.version, expiredTo: 0 };
  }
  const { version } = (await readStanding(parts, id, budgetUntil(effects, undefined))).stand;
  if (last || version < from) return { events, version, expiredTo: 0 };
  const kept = await firstKept(parts, id, { from, to: version });
  if (!kept) return { events: [], version, expiredTo: version };
  const envelope = envelopeOf(source, id, kept);
  return { events: [envelope], version, expiredTo: envelope.version > from ? envelope.version - 1 : 0 };
}

function gapless(rows: readonly StoredRow[], from: number): StoredRow[] {
  return rows.filter(({ version }, index) => version === from + index);
}

/** Event rows of an aggregate expire in their order, so that what is kept is its end: found by halving, serially. */
async function firstKept<F extends Columns, S extends string>(
  { engine, aggregate }: Parts<F, S>,
  id: string,
  { from, to }: { from: number; to: number },
): Promise<StoredRow | undefined> {
  let found: StoredRow | undefined;
  let [low, high] = [from, to];
  let version = from; // mostly it is there: the plain read was stale
  while (low <= high) {
    const row = await engine.readEvent(aggregate, { id, version }, 'serial'); // the next one depends on it
    if (row) [found, high] = [row, version - 1];
    else low = version + 1;
    version = Math.floor((low + high) / 2);
  }
  return found;
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
