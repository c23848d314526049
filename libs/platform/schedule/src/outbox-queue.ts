import { type Columns } from '@hansom/platform-store';

import { type Maker } from './attempt.ts';
import { envelopeOf } from './envelope.ts';
import { outboxDone } from './intentions.ts';
import { budgetUntil, readStanding } from './parts.ts';
import { isGivenUp, type Judged, PAGE, type Queue } from './queue.ts';
import { type OutboxRow } from './tables.ts';

/** Events whose writer did not come to publish them: whatever attempt made the version, its event goes to the relay. */
export function outboxQueue<F extends Columns, S extends string>(maker: Maker<F, S>): Queue<OutboxRow> {
  const { outbox } = maker.parts;
  return {
    name: 'outbox',
    list: (partition, page) => outbox.range({ partition, limit: PAGE, page }),
    judge: (row, closing) => judged(maker, row, closing),
  };
}

async function judged<F extends Columns, S extends string>(
  { parts, relay }: Maker<F, S>,
  row: OutboxRow,
  closing: boolean,
): Promise<Judged> {
  const { id, version } = row;
  if (relay.holds(id, version)) return 'open';
  if (relay.hasPublished(id, version)) return settledBy(outboxDone(parts, row));
  if (relay.isFull) return 'open'; // nothing is read in vain while the sink takes nothing: the row is come back to
  const standing = await readStanding(parts, id, budgetUntil(parts.effects, undefined));
  if (standing.stand.version < version) {
    return (await isGivenUp(parts, standing, closing)) ? settledBy(outboxDone(parts, row)) : 'open';
  }
  const event = await parts.engine.readEvent(parts.aggregate, { id, version }, 'serial');
  if (!event) {
    parts.effects.log.error('event expired before it was published', { aggregate: id, version });
    return settledBy(outboxDone(parts, row));
  }
  const envelope = envelopeOf(parts.source, id, event);
  relay.offer({ envelope, published: () => outboxDone(parts, row) });
  return 'open';
}

async function settledBy(note: Promise<void>): Promise<Judged> {
  await note;
  return 'settled';
}
