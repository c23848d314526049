import {
  ABANDONED,
  type AggregateDefinition,
  type Columns,
  parsedRow,
  type RowOf,
  type Stand,
  STATE_COLUMNS,
  type StateTraits,
  type StoredRow,
} from '@hansom/platform-store';

/** Version and attempt of the transition that entered the present state. */
export interface Entered {
  version: number;
  attempt: string;
}

/** An aggregate as it stands. */
export interface AggregateState<F extends Columns, S extends string> {
  id: string;
  /** Dense from 1. */
  version: number;
  state: S;
  fields: RowOf<F>;
  entered: Entered;
}

/** An aggregate as its next version will stand, for the event that tells of it. Without `to` it stays in its state. */
export function nextState<F extends Columns, S extends string>(
  { id, version, state, fields }: Omit<AggregateState<F, S>, 'entered'>,
  { to = state, set }: { to?: S | undefined; set?: Partial<RowOf<F>> },
): Omit<AggregateState<F, S>, 'entered'> {
  return { id, version: version + 1, state: to, fields: { ...fields, ...set } };
}

/** All that one serial read told of an aggregate. */
export interface Standing<F extends Columns, S extends string> {
  id: string;
  stand: Stand;
  row: StoredRow;
  abandoned: boolean;
  commands: readonly string[];
  /** Undefined when missing or abandoned. */
  view: AggregateState<F, S> | undefined;
}

/** Reads a stored state. Throws a TypeError that names the column when it does not fit the definition. */
export function standingOf<F extends Columns, S extends string>(
  of: AggregateDefinition<F, S>,
  id: string,
  stored: StoredRow = {},
): Standing<F, S> {
  const row: StoredRow = { version: 0, fence: 0, ...stored };
  const stand = parsedRow(of.name, { version: STATE_COLUMNS.version, fence: STATE_COLUMNS.fence }, row);
  const nothing = { id, stand, row, abandoned: false, commands: [], view: undefined };
  if (stand.version === 0) return nothing;
  const { version, state, entered_version, entered_attempt, commands } = parsedRow(
    of.name,
    STATE_COLUMNS,
    row,
  );
  if (state === ABANDONED) return { ...nothing, abandoned: true, commands };
  const fields = parsedRow(of.name, of.fields, row);
  const entered = { version: entered_version, attempt: entered_attempt };
  // Another version of the service may know states that this one does not: they are not terminal here, and decided upon by nobody.
  const view = { id, version, state: state as S, fields, entered };
  return { ...nothing, commands, view };
}

/** What the definition says of a state; of an unknown one nothing. */
export function traitsOf(of: AggregateDefinition, state: string): StateTraits {
  return Object.hasOwn(of.states, state) ? (of.states[state] ?? {}) : {};
}
