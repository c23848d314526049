import { type Instant } from '@hansom/platform-context';
import { type HansomError } from '@hansom/platform-errors';
import { type Columns, type RowOf } from '@hansom/platform-store';

import { type EventEnvelope } from './envelope.ts';
import { type AggregateState } from './state.ts';

export interface EventContent {
  /** `<aggregate>.<what>`; `<aggregate>.changed` unless given. */
  type?: string;
  /** Empty unless given. */
  payload?: Uint8Array;
}

export interface TimerRequest {
  /** A name of the aggregate's timer handlers. */
  name: string;
  due: Instant;
}

interface Change<F extends Columns> {
  /** Fields to change; undefined clears an optional one, what is left out stays. */
  set?: Partial<RowOf<F>>;
  event?: EventContent;
}

/** Enters a state, or the present one anew: timers that were armed are void, those named here are armed. */
export interface Entering<F extends Columns, S extends string> extends Change<F> {
  to: S;
  timers?: readonly TimerRequest[];
}

/** Stays in the state: its timers stay armed. */
export interface Staying<F extends Columns> extends Change<F> {
  to?: undefined;
  timers?: undefined;
}

export type Decision<F extends Columns, S extends string> = Entering<F, S> | Staying<F>;

export interface Applied<F extends Columns, S extends string> {
  outcome: 'applied';
  state: AggregateState<F, S>;
  event: EventEnvelope;
}

/** The command was done before; nothing was done now. */
export interface Repeated<F extends Columns, S extends string> {
  outcome: 'repeated';
  state: AggregateState<F, S>;
}

/** Nothing was done: the error that says why is to be thrown to a caller, or acted upon. */
export interface Refused<F extends Columns, S extends string> {
  outcome: 'refused';
  refusal: HansomError;
  /** Undefined when the aggregate is abandoned: it never existed. */
  state: AggregateState<F, S> | undefined;
}

/** There is no such aggregate. */
export interface Missing {
  outcome: 'missing';
}

/** A claim is held by another aggregate; nothing was created. An id that had taken another claim before is abandoned. */
export interface Claimed {
  outcome: 'claimed';
  key: string;
  holder: string;
}
