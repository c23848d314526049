import { type Millis } from '@hansom/platform-context';

import { checkedColumns, columnError } from './checks.ts';
import { keyColumns, type TableDefinition } from './definitions.ts';
import { type ConditionalAnswer, type Engine, type StoredRow, type WriteOptions } from './engine.ts';
import { type Budget, budgetOf, settled, type SettlingEffects } from './settle.ts';
import { holds } from './steps.ts';
import { checkedTableRow, parsedTableRow, type TableRow } from './typed-rows.ts';
import { sameValue } from './values.ts';

const PATIENCE_MS: Millis = 2_000;

/** A contended table with all that settling takes. */
export interface SettledTable<D extends TableDefinition> {
  engine: Engine;
  definition: D;
  effects: SettlingEffects;
}

export interface SettleOptions extends WriteOptions {
  /** 2 s unless given. */
  budget?: Budget;
}

/** What became of a conditional write. `current`: the row that is there instead; undefined when there is none. */
export type Settled<D extends TableDefinition> =
  | { applied: true }
  | { applied: false; current: TableRow<D> | undefined };

/** Own row - applied; none - not decided; another's - not yours. */
export async function insertSettled<D extends TableDefinition>(
  { engine, definition, effects }: SettledTable<D>,
  row: StoredRow,
  { ttlMs, budget = budgetOf(effects, PATIENCE_MS) }: SettleOptions = {},
): Promise<Settled<D>> {
  const own = checkedTableRow(definition, row);
  const keys = Object.keys(keyColumns(definition));
  const key = Object.fromEntries(keys.map((name) => [name, own[name]]));
  const send = (): Promise<ConditionalAnswer> => engine.insertIfAbsent(definition, own, { ttlMs });
  const decide = async (): Promise<ConditionalAnswer | undefined> => {
    const current = await engine.get(definition, key, 'serial');
    if (!current) return undefined;
    return holds(current, own) ? { applied: true } : { applied: false, current };
  };

  const verdict = await settled({ what: `insert into ${definition.name}`, send, decide }, budget);
  return verdict.applied ? verdict : refusal(definition, verdict.current);
}

/** Own values - applied; the expected ones - not decided; others - not yours. */
export async function changeSettled<D extends TableDefinition>(
  { engine, definition, effects }: SettledTable<D>,
  change: { key: StoredRow; expect: StoredRow; set: StoredRow },
  { ttlMs, budget = budgetOf(effects, PATIENCE_MS) }: SettleOptions = {},
): Promise<Settled<D>> {
  const { expect, set } = checkedChange(definition, change);
  const what = `change in ${definition.name}`;
  const read = (): Promise<StoredRow | undefined> => engine.get(definition, change.key, 'serial');
  const send = async (): Promise<boolean> =>
    (await engine.compareAndSet(definition, change.key, { expect, set, ttlMs })).applied;
  const decide = async (): Promise<boolean | undefined> => {
    const current = (await read()) ?? {};
    return holds(current, expect) ? undefined : holds(current, set);
  };

  if (await settled({ what, send, decide }, budget)) return { applied: true };
  return refusal(definition, await readSettled(what, read, budget));
}

/** A read may be repeated at will: its first answer is the truth. */
async function readSettled(
  what: string,
  read: () => Promise<StoredRow | undefined>,
  budget: Budget,
): Promise<StoredRow | undefined> {
  const boxed = async (): Promise<{ row: StoredRow | undefined }> => ({ row: await read() });
  return (await settled({ what, send: boxed, decide: boxed }, budget)).row;
}

function refusal<D extends TableDefinition>(definition: D, current: StoredRow | undefined): Settled<D> {
  return { applied: false, current: current && parsedTableRow(definition, current) };
}

/** Only a change that leaves its own condition behind can be told from one that has not happened. */
function checkedChange(
  { name, columns }: TableDefinition,
  change: { expect: StoredRow; set: StoredRow },
): { expect: StoredRow; set: StoredRow } {
  const expect = checkedColumns(name, columns, change.expect);
  const set = checkedColumns(name, columns, change.set);
  const nulled = Object.keys(set).find(
    (column) => !columns[column]?.optional && change.set[column] === undefined,
  );
  if (nulled !== undefined) throw columnError(name, nulled, 'required, cannot become null');
  const moves = Object.keys(set).some(
    (column) => column in expect && !sameValue(expect[column], set[column]),
  );
  if (!moves) throw new TypeError(`${name}: a change sets at least one expected column to another value`);
  return { expect, set };
}
