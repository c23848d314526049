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
  submit: { from: ['APPLIED'], to: 'IN_REVIEW', event: 'submitted' },
  approve: { from: ['IN_REVIEW'], to: 'ACTIVE', event: 'approved' },
  reject: { from: ['IN_REVIEW'], to: 'REJECTED', event: 'rejected' },
  suspend: { from: ['ACTIVE'], to: 'SUSPENDED', event: 'suspended' },
  restore: { from: ['SUSPENDED'], to: 'ACTIVE', event: 'restored' },
  close: { from: ['APPLIED', 'IN_REVIEW', 'ACTIVE', 'SUSPENDED'], to: 'CLOSED', event: 'closed' },
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
  return { to, set: { reason }, event: accountEvent(event, { city, ...(reason && { reason }) }) };
}

/**
 * What is handed in counts while the application is filled in, and stays while it is looked at. Later it counts once an operator has
 * accepted it, or at once where a rule approves.
 */
export function addDocument(
  account: Account,
  document: Document,
  config: DriverConfig,
): Staying | HansomError {
  if (account.state === 'IN_REVIEW') return transitionNotAllowed('driver', account);
  const counts = account.state === 'APPLIED' || mayByRule(account, config);
  return { set: counts ? fieldsOf(document) : renewalFieldsOf(document) };
}

/** Beside the account, what it takes to be complete. */
interface Completeness {
  now: Instant;
  /** Whether the car that the account names is its own. */
  hasVehicle: boolean;
}

export interface Submission extends Completeness {
  config: DriverConfig;
}

export interface Approval extends Completeness {
  /** The version that was looked at. 0: whatever it is. */
  basedOn: number;
}

/** Hands the application in, complete. Where a rule approves it, that is a timer's work. */
export function submit(account: Account, { now, hasVehicle, config }: Submission): Entering | HansomError {
  const decision = decide('submit', account);
  if (decision instanceof HansomError) return decision;
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
  if (basedOn !== 0 && basedOn !== account.version) return versionMismatch(account);
  const renewals = renewalsOf(account.fields);
  if (renewals.length > 0) return accept(renewals, has.now);
  const decision = decide('approve', account);
  if (decision instanceof HansomError) return decision;
  const missing = missingOf(account, has);
  return missing.length > 0 ? incomplete(missing) : decision;
}

/** They count from now on. That is no approval to whom events tell of one: the state stays. */
function accept(renewals: readonly Document[], now: Instant): Staying | HansomError {
  const expired = renewals.find(({ until }) => until <= now);
  if (expired) return documentExpired(expired);
  return { set: renewals.map(fieldsOf).reduce((all, fields) => ({ ...all, ...fields }), {}) };
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

function versionMismatch({ version }: Account): HansomError {
  return new HansomError('failed_precondition', 'driver.version_mismatch', {
    description: 'the account was changed since it was read',
    context: { version: String(version) },
  });
}
