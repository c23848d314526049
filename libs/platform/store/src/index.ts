export {
  bigint,
  blob,
  boolean,
  type Column,
  type ColumnKind,
  type Columns,
  double,
  int,
  optional,
  type RowOf,
  text,
  textList,
  timestamp,
  type Value,
} from './columns.ts';
export {
  checkedBatch,
  checkedEventKey,
  checkedId,
  checkStand,
  EVENT_KEY,
  ID,
  MAX_EVENTS,
  stateColumns,
} from './aggregate-checks.ts';
export {
  checkedColumns,
  checkedKey,
  checkedPartition,
  checkedPrefix,
  checkedRequired,
  checkedRow,
  checkedWhole,
  checkExpectation,
  checkKindOfWrite,
  checkLimit,
  checkTtl,
  columnError,
} from './checks.ts';
export {
  ABANDONED,
  allColumns,
  aggregate,
  type AggregateDefinition,
  contendedTable,
  EVENT_COLUMNS,
  keyColumns,
  STATE_COLUMNS,
  type StateTraits,
  table,
  type TableDefinition,
} from './definitions.ts';
export {
  type Change,
  type ConditionalAnswer,
  type Engine,
  expiryOf,
  type Keeps,
  OutcomeUnknown,
  type Page,
  type RangeQuery,
  type ReadLevel,
  type Stand,
  type Store,
  type StoreCheck,
  type StoredRow,
  type StoreFinding,
  StoreUnavailable,
  type TransitionBatch,
  UnknownPage,
  type WriteOptions,
} from './engine.ts';
export { encodeKey } from './keys.ts';
export { type Operation } from './operation.ts';
export { recordEngine, type RecordEngineOptions, type Run } from './record-engine.ts';
export { type Bounds, isExpired, type Records, type StoredRecord } from './records.ts';
export { type Fate, SimulatedStore, type SimulatedStoreOptions } from './simulated.ts';
export { canonical } from './values.ts';
export {
  CLAIM_GRACE_MS,
  type ClaimOutcome,
  type ClaimOwners,
  type Claims,
  claimTable,
  type ClaimTable,
  holderOf,
  takeClaim,
} from './claims.ts';
export { type ContendedTable, openTable, type PlainTable, type TableRange } from './open-table.ts';
export { type Budget, budgetOf, settled, type SettledWrite, type SettlingEffects } from './settle.ts';
export { type Settled, type SettleOptions } from './settled-rows.ts';
export { isMeant, type Terms, termsIn, termTable, type TermTable } from './terms.ts';
export {
  type AggregateCells,
  readDecision,
  type ReadDecision,
  settleTransition,
  type TransitionVerdict,
  verdictOf,
} from './transition.ts';
export { parsedRow, type TableKey, type TableRow } from './typed-rows.ts';
