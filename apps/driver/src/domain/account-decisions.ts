import { type Instant, later } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type Entering, transitionNotAllowed } from '@hansom/platform-schedule';

import { type DriverConfig } from '../config.ts';
import { type Account, type AccountFields, type AccountState } from '../store/account-aggregate.ts';
import { accountEvent } from '../store/account-events.ts';
import { DOCUMENT_KINDS, documentsOf } from './documents.ts';

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

type Enter = Entering<AccountFields, AccountState>;

/** The decision on a command, or the refusal that names the present state. */
export function decide(command: AccountCommand, account: Account, reason?: string): Enter | HansomError {
  const { from, to, event } = TRANSITIONS[command];
  const allowed: readonly AccountState[] = from;
  if (!allowed.includes(account.state)) return transitionNotAllowed('driver', account);
  const { city } = account.fields;
  return { to, set: { reason }, event: accountEvent(event, { city, ...(reason && { reason }) }) };
}

export interface Submission {
  now: Instant;
  /** Whether the car that the account names is its own. */
  hasVehicle: boolean;
  config: DriverConfig;
}

/** Hands the application in, complete. Where a rule approves it, that is a timer's work. */
export function submit(account: Account, { now, hasVehicle, config }: Submission): Enter | HansomError {
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

/** Approves what is complete. */
export function approve(account: Account, has: Omit<Submission, 'config'>): Enter | HansomError {
  const decision = decide('approve', account);
  if (decision instanceof HansomError) return decision;
  const missing = missingOf(account, has);
  return missing.length > 0 ? incomplete(missing) : decision;
}

/** What an application lacks, or has that is no longer good. */
function missingOf({ fields }: Account, { now, hasVehicle }: Omit<Submission, 'config'>): string[] {
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
