import { type Clock, type Millis } from '@hansom/platform-context';

import { text, timestamp } from './columns.ts';
import { contendedTable } from './definitions.ts';
import { OutcomeUnknown, StoreUnavailable } from './engine.ts';
import { type ContendedTable } from './open-table.ts';
import { type Budget } from './settle.ts';
import { type Settled } from './settled-rows.ts';
import { type TableRow } from './typed-rows.ts';

/** How long a claim stands for an aggregate that nobody can find yet. Domain time. */
export const CLAIM_GRACE_MS: Millis = 30_000;

/** Claims of one kind (a phone number; the active booking of a rider): one row for each thing that can be claimed. */
export function claimTable(name: string) {
  return contendedTable({
    name,
    partition: { key: text() },
    columns: {
      /** The one-shot aggregate that holds the claim; its id is chosen before it exists. */
      holder: text(),
      claimed_at: timestamp(),
    },
  });
}

export type ClaimTable = ContendedTable<ReturnType<typeof claimTable>>;

/** What claims must know of the aggregates that hold them. */
export interface ClaimOwners {
  /** Reads serially. `freed`: in a terminal state that frees its claims, ABANDONED among them. */
  look(id: string): Promise<'missing' | 'live' | 'freed'>;
  /** Creates the aggregate in ABANDONED, by insert-if-absent; what came of it `look` tells. */
  abandon(id: string): Promise<void>;
}

export interface Claims {
  table: ClaimTable;
  owners: ClaimOwners;
  clock: Clock;
}

export type ClaimOutcome = { taken: true } | { taken: false; holder: string };

/**
 * Takes the claim on `key` for the aggregate `holder`, which the caller creates next. A claim moves on only from an aggregate
 * that frees it; one that is missing for 30 s is first made impossible. Idempotent for the same holder. Throws `OutcomeUnknown` or
 * `StoreUnavailable` when time is up.
 */
export async function takeClaim(
  claims: Claims,
  claim: { key: string; holder: string },
  options: { budget?: Budget } = {},
): Promise<ClaimOutcome> {
  const { table, clock } = claims;
  const own = { ...claim, claimed_at: clock.now() };
  const standing = standingAfter(await table.insertIfAbsent(own, options), own);
  if (standing.holder === own.holder || !(await isFree(claims, standing))) return outcomeOf(standing, own);
  const { key, holder, claimed_at } = standing;
  const change = { expect: { holder, claimed_at }, set: { holder: own.holder, claimed_at: clock.now() } };
  return outcomeOf(standingAfter(await table.compareAndSet({ key }, change, options), own), own);
}

type ClaimRow = TableRow<ReturnType<typeof claimTable>>;

/** The claim as it is after a write of one's own. */
function standingAfter(written: Settled<ReturnType<typeof claimTable>>, own: ClaimRow): ClaimRow {
  const standing = written.applied ? own : written.current;
  if (!standing) throw new StoreUnavailable(`claim ${own.key}: there was one`); // nothing ever removes a claim
  return standing;
}

function outcomeOf({ holder }: ClaimRow, own: ClaimRow): ClaimOutcome {
  return holder === own.holder ? { taken: true } : { taken: false, holder };
}

/** Who holds the claim, as written: whether that aggregate still stands is its owner's to say. Serial. */
export async function holderOf(table: ClaimTable, key: string): Promise<string | undefined> {
  return (await table.get({ key }))?.holder;
}

async function isFree(
  { owners, clock }: Claims,
  standing: { holder: string; claimed_at: number },
): Promise<boolean> {
  const seen = await owners.look(standing.holder);
  if (seen !== 'missing') return seen === 'freed';
  if (clock.now() - standing.claimed_at < CLAIM_GRACE_MS) return false;
  await abandoned(owners, standing.holder);
  return (await owners.look(standing.holder)) === 'freed';
}

/** Whether it worked is read afterwards, so an unknown outcome is as good as any. */
async function abandoned(owners: ClaimOwners, id: string): Promise<void> {
  try {
    await owners.abandon(id);
  } catch (error) {
    if (!(error instanceof OutcomeUnknown)) throw error;
  }
}
