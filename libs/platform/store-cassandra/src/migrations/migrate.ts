import { createHash } from 'node:crypto';

import { type Effects, type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type Engine, OutcomeUnknown } from '@hansom/platform-store';

import { type Session } from '../connection/session.ts';
import { parseMigration } from '../schema/parse-schema.ts';
import { createLedger, Ledger, LEDGER_TABLES } from './ledger.ts';
import { takeLock } from './lock.ts';
import { askedPatiently } from './patience.ts';

export interface Migrating {
  readonly session: Session;
  readonly engine: Engine;
  readonly effects: Effects;
  /** The statement that makes the keyspace. */
  readonly createKeyspace: string;
  /** In their order; the first has number 1. */
  readonly migrations: readonly string[];
}

/** How a keyspace stands to the migrations of a service. */
export interface MigrationStatus {
  readonly keyspace: string;
  /** The last one that was applied; 0: none, or there is no keyspace. */
  readonly applied: number;
  /** How many this version of the service knows. */
  readonly known: number;
}

/** A service lives with a schema that is one migration ahead: its next version is being rolled out. */
const AHEAD = 1;
/** A statement whose answer was lost is sent again: it does nothing where it was done. */
const TRIES = 3;
/** Real time. */
const AGREEMENT_MS: Millis = 30_000;
const LOOK_EVERY_MS: Millis = 100;

/** Throws `store.schema` when the keyspace is not one that this version of the service can work on. */
export async function checkSchema(migrating: Migrating): Promise<MigrationStatus> {
  const status = await statusOf(migrating);
  const { keyspace, applied, known } = status;
  if (applied > known + AHEAD)
    throw schemaError(
      `keyspace ${keyspace} is at migration ${applied} and this version knows ${known}: a newer one was here, run that`,
    );
  if (applied < known)
    throw schemaError(
      `keyspace ${keyspace} is at migration ${applied} of ${known}: run hansom db migrate first`,
    );
  return status;
}

/** Applies what is missing, one after the other. Several instances may do so at once: one works, the others wait. */
export async function migrate(migrating: Migrating): Promise<MigrationStatus> {
  const { applied, known } = await statusOf(migrating);
  if (applied < known) await applyMissing(migrating);
  return checkSchema(migrating);
}

export async function statusOf(migrating: Migrating): Promise<MigrationStatus> {
  const { session, migrations } = migrating;
  const { keyspace } = session;
  const known = migrations.length;
  if (!(await hasLedger(migrating))) return { keyspace, applied: 0, known };
  return { keyspace, applied: await checkedApplied(migrating), known };
}

/** How many were applied. Those that both sides know must be the same. */
async function checkedApplied({ session, engine, effects, migrations }: Migrating): Promise<number> {
  const applied = await new Ledger(engine, effects).applied();
  applied.forEach(({ number, checksum }, index) => {
    const own = migrations[index];
    if (number !== index + 1)
      throw schemaError(`keyspace ${session.keyspace} lacks migration ${index + 1}, and has ${number}`);
    if (own !== undefined && checksumOf(own) !== checksum)
      throw schemaError(
        `migration ${number} was changed after keyspace ${session.keyspace} had it: put it back, and add another`,
      );
  });
  return applied.length;
}

async function hasLedger({ session, effects }: Migrating): Promise<boolean> {
  const cql = 'SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?';
  const ask = () => session.read({ cql, values: [session.keyspace] }, 'plain');
  const { rows } = await askedPatiently(effects, 'whether there is a keyspace', ask);
  const names = rows.map((row) => String(row.table_name));
  if (!LEDGER_TABLES.every(({ name }) => names.includes(name))) return false;
  await agreement(session, effects);
  return true;
}

/** Waits until every node knows what one has told; not for ever, as the statement that needs it says what is wrong. */
async function agreement(session: Session, { monotonic, timers }: Effects): Promise<void> {
  const deadline = monotonic.now() + AGREEMENT_MS;
  while (!(await session.agrees()) && monotonic.now() < deadline) await timers.sleep(LOOK_EVERY_MS);
}

async function applyMissing(migrating: Migrating): Promise<void> {
  const { session, engine, effects, createKeyspace, migrations } = migrating;
  if (!(await hasLedger(migrating)))
    await defineAll(session, [createKeyspace, ...createLedger(session.keyspace)]);
  const ledger = new Ledger(engine, effects);
  const lock = await takeLock(ledger, effects);
  try {
    const applied = await checkedApplied(migrating);
    for (const [index, text] of migrations.entries()) {
      if (index < applied) continue;
      for (const { cqlIn } of parseMigration(text)) {
        await lock.step(); // one after the other: each builds on those before it
        await defineAll(session, [cqlIn(session.keyspace)]);
      }
      await ledger.note(index + 1, checksumOf(text));
      effects.log.info('migration applied', { keyspace: session.keyspace, number: index + 1 });
    }
  } finally {
    await lock.release();
  }
}

async function defineAll(session: Session, statements: readonly string[]): Promise<void> {
  for (const cql of statements) await define(session, cql, TRIES);
}

async function define(session: Session, cql: string, tries: number): Promise<void> {
  try {
    await session.define(cql);
  } catch (error) {
    if (tries <= 1 || !(error instanceof OutcomeUnknown)) throw error;
    await define(session, cql, tries - 1);
  }
}

/** Of what it says, not of how it is laid out or explained. */
export function checksumOf(migration: string): string {
  const text = parseMigration(migration)
    .map(({ cqlIn }) => cqlIn(''))
    .join(';');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function schemaError(description: string): HansomError {
  return new HansomError('failed_precondition', 'store.schema', { description });
}
