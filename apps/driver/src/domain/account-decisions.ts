import { type Instant, later } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import {
  type Entering as EnteringOf,
  type Staying as StayingOf,
  transitionNotAllowed,
} from '@hansom/platform-schedule';

import { type DriverConfig } from '../config.ts';
import { type Account, type AccountFields, type AccountState } from '../store/account-aggregate.ts';
import { accountEvent } from '../store/account-events.ts';
import {
  type Document,
  DOCUMENT_KINDS,
  documentExpired,
  documentsOf,
  fieldsOf,
  renewalFieldsOf,
  renewalsOf,
} from './documents.ts';

/** What can happen to an account, in which states, and where it leads. */
const TRANSITIONS = {
  submit: { from: ['APPLIED', 'REJECTED'], to: 'IN_REVIEW', event: 'submitted' },
  approve: { from: ['IN_REVIEW'], to: 'ACTIVE', event: 'approved' },
  reject: { from: ['IN_REVIEW'], to: 'REJECTED', event: 'rejected' },
  suspend: { from: ['ACTIVE'], to: 'SUSPENDED', event: 'suspended' },
  restore: { from: ['SUSPENDED'], to: 'ACTIVE', event: 'restored' },
  close: {
    from: ['APPLIED', 'IN_REVIEW', 'REJECTED', 'ACTIVE', 'SUSPENDED'],
    to: 'CLOSED',
    event: 'closed',
  },
} as const;

export type AccountCommand = keyof typeof TRANSITIONS;

type Entering = EnteringOf<AccountFields, AccountState>;
type Staying = StayingOf<AccountFields>;

/** The decision on a command, or the refusal that names the present state. */
export function decide(command: AccountCommand, account: Account, reason?: string): Entering | HansomError {
  const { from, to, event } = TRANSITIONS[command];
  const allowed: readonly AccountState[] = from;
  if (!allowed.includes(account.state)) return transitionNotAllowed('driver', account);
  const { city } = account.fields;
  // Why an application was turned down can be read until it is decided anew.
  const set = command === 'submit' ? {} : { reason };
  return { to, set, event: accountEvent(event, { city, ...(reason && { reason }) }) };
}

/** Why nothing can be handed in now: what is looked at stays, and nobody looks at what is over. Undefined: it can. */
export function handInRefusal(account: Account): HansomError | undefined {
  const closed = account.state === 'IN_REVIEW' || account.state === 'CLOSED';
  return closed ? transitionNotAllowed('driver', account) : undefined;
}

/**
 * Whether what is handed in counts: while the application is filled in, or mended after it was turned down. Later it waits until an
 * operator has accepted it, and counts at once only where a rule approves.
 */
function countsAtOnce(account: Account, config: DriverConfig): boolean {
  return account.state === 'APPLIED' || account.state === 'REJECTED' || mayByRule(account, config);
}

export function addDocument(
  account: Account,
  document: Document,
  config: DriverConfig,
): Staying | HansomError {
  const refusal = handInRefusal(account);
  if (refusal) return refusal;
  return { set: countsAtOnce(account, config) ? fieldsOf(document) : renewalFieldsOf(document) };
}

/** Names a car that is registered, in place of the one that waits. The one that counts, named again, calls that one off. */
export function nameVehicle(
  account: Account,
  vehicleId: string,
  config: DriverConfig,
): Staying | HansomError {
  const refusal = handInRefusal(account);
  if (refusal) return refusal;
  const counts = countsAtOnce(account, config) || vehicleId === account.fields.vehicle_id;
  if (!counts) return { set: { vehicle_renewal_id: vehicleId } };
  return { set: { vehicle_id: vehicleId, vehicle_renewal_id: undefined } };
}

/** Names a car no longer, since its driver says something else of it now. What an operator has approved stays as it was seen. */
export function dropVehicle(
  account: Account,
  vehicleId: string,
  config: DriverConfig,
): Staying | HansomError {
  const refusal = handInRefusal(account);
  if (refusal) return refusal;
  const { vehicle_id, vehicle_renewal_id } = account.fields;
  if (vehicle_id === vehicleId && !countsAtOnce(account, config)) return vehicleApproved();
  const without = (named?: string) => (named === vehicleId ? undefined : named);
  return { set: { vehicle_id: without(vehicle_id), vehicle_renewal_id: without(vehicle_renewal_id) } };
}

/** Beside the account, what it takes to be complete. */
interface Completeness {
  now: Instant;
  /** Whether the car that the account names is registered. */
  hasVehicle: boolean;
}

export interface Submission extends Completeness {
  config: DriverConfig;
}

export interface Approval extends Completeness {
  /** Whether a car waits that is registered. */
  hasVehicleRenewal: boolean;
  /** The version that was looked at. */
  basedOn: number;
}

/**
 * Hands the application in, complete; after it was turned down, once something was handed in anew. Where a rule approves it, that is a
 * timer's work.
 */
export function submit(account: Account, { now, hasVehicle, config }: Submission): Entering | HansomError {
  const decision = decide('submit', account);
  if (decision instanceof HansomError) return decision;
  // While an account is turned down, its version changes only when something is handed in.
  if (account.state === 'REJECTED' && account.version === account.entered.version) return nothingChanged();
  const missing = missingOf(account, { now, hasVehicle });
  if (missing.length > 0) return incomplete(missing);
  const byRule = mayByRule(account, config);
  const timers = [{ name: 'approveByRule', due: later(now, config.approveAfterMs) }];
  return { ...decision, ...(byRule && { timers }) };
}

/** Whether no person looks at the application. */
export function mayByRule({ fields }: Account, { approveTestRange }: DriverConfig): boolean {
  return approveTestRange && fields.tenancy === 'robot';
}

/** Approves what is complete; of who was approved before, the renewals. */
export function approve(account: Account, { basedOn, ...has }: Approval): Entering | Staying | HansomError {
  if (basedOn !== account.version) return versionMismatch(account);
  if (has.hasVehicleRenewal || renewalsOf(account.fields).length > 0) return accept(account, has);
  const decision = decide('approve', account);
  if (decision instanceof HansomError) return decision;
  const missing = missingOf(account, has);
  return missing.length > 0 ? incomplete(missing) : decision;
}

/** They count from now on. That is no approval to whom events tell of one: the state stays. */
function accept(
  { fields }: Account,
  { now, hasVehicleRenewal }: Pick<Approval, 'now' | 'hasVehicleRenewal'>,
): Staying | HansomError {
  const renewals = renewalsOf(fields);
  const expired = renewals.find(({ until }) => until <= now);
  if (expired) return documentExpired(expired);
  const car = { vehicle_id: fields.vehicle_renewal_id, vehicle_renewal_id: undefined };
  const accepted = [hasVehicleRenewal ? car : {}, ...renewals.map(fieldsOf)];
  return { set: accepted.reduce((all, fields) => ({ ...all, ...fields }), {}) };
}

/** What an application lacks, or has that is no longer good. */
function missingOf({ fields }: Account, { now, hasVehicle }: Completeness): string[] {
  const good = documentsOf(fields).filter(({ until }) => until > now);
  const kinds = DOCUMENT_KINDS.filter((kind) => !good.some((document) => document.kind === kind));
  return [...(hasVehicle ? [] : ['vehicle']), ...kinds.map((kind) => kind.toLowerCase())];
}

function incomplete(missing: readonly string[]): HansomError {
  const list = missing.join(', ');
  return new HansomError('failed_precondition', 'driver.application_incomplete', {
    description: `the application lacks ${list}`,
    context: { missing: list },
  });
}

function nothingChanged(): HansomError {
  return new HansomError('failed_precondition', 'driver.nothing_changed', {
    description: 'nothing was handed in since the application was turned down',
  });
}

function vehicleApproved(): HansomError {
  return new HansomError('failed_precondition', 'driver.vehicle_approved', {
    description: 'the car that counts stays as it was approved',
  });
}

function versionMismatch({ version }: Account): HansomError {
  return new HansomError('failed_precondition', 'driver.version_mismatch', {
    description: 'the account was changed since it was read',
    context: { version: String(version) },
  });
}
