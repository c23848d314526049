import { forgetUpTo, highest, type Lane, type Turn } from './lane.ts';
import { type GroupParts, handleOrPark } from './group-parts.ts';
import { type Positions } from './progress.ts';

export interface OrderedParts extends GroupParts {
  readonly positions: Positions;
}

/**
 * One aggregate of an ordered group, as far as it goes: the next event's effect, **then** the position, by compare-and-set. So a crash between
 * the two repeats an effect and loses none. What was seen is dropped; what is missing is waited for, then read from its owner. What its owner knows
 * nothing of is dropped too.
 */
export async function orderedTurn(parts: OrderedParts, lane: Lane): Promise<Turn> {
  const { parking, positions, figures } = parts;
  if (parking.holds(lane.key)) return forgotten(lane);
  let position = await positions.of(lane.key);
  for (;;) {
    figures.repeats += forgetUpTo(lane, position);
    const next = lane.pending.get(position + 1);
    if (next) {
      const what = await handleOrPark(parts, lane, next); // in order: the next one only after this
      if (what === 'parked') return forgotten(lane);
      const step = { from: position, to: position + 1 };
      position = what === 'handled' ? await positions.advance(lane.key, step) : await positions.of(lane.key);
      if (what === 'handled') lane.pending.delete(step.to);
    } else if (highest(lane) > position) {
      if (!lane.fetch) return 'wait';
      position = await fetched(parts, lane, position);
    } else return forgotten(lane);
  }
}

/** Reads what comes after the position. What has expired is passed over; what was never made is no longer wanted. */
async function fetched(parts: OrderedParts, lane: Lane, position: number): Promise<number> {
  const { effects, owner, positions, figures } = parts;
  const range = { from: position + 1, to: highest(lane) };
  const came = [...lane.pending.keys()]; // before it is read: what comes meanwhile may be newer than the answer
  const { events, version, expiredTo } = await owner.read(lane.key, range);
  if (expiredTo > position) {
    figures.expired += expiredTo - position;
    effects.log.error('events expired before they were seen', {
      aggregate: lane.key,
      ...range,
      expiredTo,
    });
    return positions.advance(lane.key, { from: position, to: expiredTo });
  }
  figures.fetched += events.length;
  for (const event of events) lane.pending.set(event.version, event);
  if (events.length > 0) return position;
  dropStrays(parts, lane, { came, version });
  if (came.some((at) => lane.pending.has(at)))
    throw new Error(`${lane.key} stands at ${version} where it is owned, and none of it is told`);
  for (const wanted of lane.wanted) if (wanted <= range.to) lane.wanted.delete(wanted);
  return position;
}

/**
 * Events are published after their commit, and the version was read serially after they came: those above it are of a store that is no more,
 * wiped or restored while the bus kept them. If they are made after all, the walk brings them.
 */
function dropStrays(
  { effects, figures }: OrderedParts,
  { key, pending, failures }: Lane,
  { came, version }: { came: readonly number[]; version: number },
): void {
  const strays = came.filter((at) => at > version);
  for (const map of [pending, failures]) for (const at of strays) map.delete(at);
  if (strays.length > 0 && figures.strays === 0)
    effects.log.error('events came that their owner does not know: was its store wiped, or restored?', {
      aggregate: key,
      version,
      came: strays,
    });
  figures.strays += strays.length;
}

function forgotten(lane: Lane): 'rest' {
  lane.pending.clear();
  lane.wanted.clear();
  lane.fetch = false;
  return 'rest';
}
