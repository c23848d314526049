import { type Engine } from '@hansom/platform-store';

import { type GroupKind, idempotentKind, orderedKind } from '../../group/group-kind.ts';
import { type GroupParts, handleOrPark } from '../../group/group-parts.ts';
import { forgetUpTo, type Lane, type Turn } from '../../group/lane.ts';
import { Positions } from '../../group/progress.ts';

type KindOf = (engine: Engine, parts: GroupParts) => GroupKind;

/** Groups that leave something out: a simulation that does not find what is wrong with them proves nothing. */
export const mutants = {
  /** The position first, then the effect. */
  advancingFirst: withTurn(async (parts, positions, lane) => {
    const position = await positions.of(lane.key);
    forgetUpTo(lane, position);
    const next = lane.pending.get(position + 1);
    if (!next) return undefined;
    await positions.advance(lane.key, { from: position, to: next.version });
    await handleOrPark(parts, lane, next);
    return 'wait';
  }),
  /** What comes next is what is there. */
  withoutGaps: withTurn(async (parts, positions, lane) => {
    const position = await positions.of(lane.key);
    forgetUpTo(lane, position);
    const lowest = Math.min(...lane.pending.keys());
    const next = lane.pending.get(lowest);
    if (!next) return undefined;
    await handleOrPark(parts, lane, next);
    await positions.advance(lane.key, { from: position, to: lowest });
    return 'wait';
  }),
  /** Takes what is not reached for reached, so that marks pass it. */
  passingMarks: (engine, parts) => ({ ...orderedKind(engine, parts), isReached: async () => true }),
  /** Remembers events before they are handled. */
  handledFirst: (engine, parts) => {
    const before = idempotentKind(engine, parts);
    const handle: GroupParts['handle'] = async (envelope) => {
      await before.passOver(envelope);
      await parts.handle(envelope);
    };
    return idempotentKind(engine, { ...parts, handle });
  },
} as const satisfies Record<string, KindOf>;

type Mutated = (parts: GroupParts, positions: Positions, lane: Lane) => Promise<Turn | undefined>;

/** Another way to take the next event of a lane; where there is none, the right way goes on. */
function withTurn(mutated: Mutated): KindOf {
  return (engine, parts) => {
    const right = orderedKind(engine, parts);
    const positions = new Positions(engine, parts.effects, parts.group);
    return { ...right, turn: async (lane) => (await mutated(parts, positions, lane)) ?? right.turn(lane) };
  };
}
