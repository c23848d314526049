export {
  type Aggregates,
  aggregates,
  type AggregatesOptions,
  type Depths,
  type Found,
} from './aggregates.ts';
export { type Minute, minuteOf, shardOf } from './buckets.ts';
export { type ClaimOn, type CreateResult, type Creation } from './create.ts';
export {
  type Applied,
  type Claimed,
  type Decision,
  type Entering,
  type EventContent,
  type Missing,
  type Refused,
  type Repeated,
  type Staying,
  type TimerRequest,
} from './decision.ts';
export {
  envelopeOf,
  type EventContext,
  type EventEnvelope,
  type EventSink,
  type EventSource,
  whereItBelongs,
} from './envelope.ts';
export {
  type LiveIndex,
  liveIndex,
  type LiveIndexOptions,
  type LiveIndexTable,
  liveIndexTable,
  type LivePage,
} from './live-index.ts';
export { type History } from './history.ts';
export { eachBounded } from './each-bounded.ts';
export { type CallOptions } from './make.ts';
export { type PartsOptions } from './parts.ts';
export { type Bucket } from './queue.ts';
export { abandonedError, type RefusedState, transitionNotAllowed } from './refusals.ts';
export { type RelayOptions } from './relay.ts';
export { type AggregateState, nextState } from './state.ts';
export { intentionTables, marksTable, OUTBOX_TTL_MS, outboxTable, timersTable } from './tables.ts';
export { type DueTimer, type TimerDecision, type TimerHandler, type TimerHandlers } from './timer-queue.ts';
export { stateAfter, type Transition, type TransitionResult } from './transition.ts';
export { type WalkedMinute, type WalkedMinutes, type WalkEntry, type WalkFrom } from './walk.ts';
