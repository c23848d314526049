import { type Instant, instant } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { fromWireTenancy } from '@hansom/platform-identity';
import {
  AccountState,
  type Document,
  documentKindToJSON,
  type Driver,
  type Vehicle,
} from '@hansom/proto-driver';

/** A driver's account that may go on shift. */
export interface Account {
  driverId: string;
  city: string;
  tenancy: 'live' | 'robot';
  version: number;
  vehicle: Vehicle;
  documents: readonly Document[];
}

/** Why a driver may not go on shift now. Undefined: he may. */
export function accountRefusal(driver: Driver | undefined, now: Instant): HansomError | undefined {
  if (driver?.state !== AccountState.ACTIVE) return notActive('the account is not active');
  if (!driver.vehicle) return notActive('the account has no car');
  const expired = driver.documents.filter(({ expiresAt }) => (expiresAt?.getTime() ?? 0) <= now);
  if (expired.length === 0) return undefined;
  const kinds = expired.map(({ kind }) => documentKindToJSON(kind)).join(', ');
  return new HansomError('failed_precondition', 'shift.documents_expired', {
    description: 'documents have expired',
    context: { documents: kinds },
  });
}

/** The account, or its refusal thrown. */
export function requireAccount(driver: Driver | undefined, now: Instant): Account {
  const refusal = accountRefusal(driver, now);
  if (refusal) throw refusal;
  if (!driver?.vehicle) throw notActive('the account has no car'); // refused above: for the types
  const { driverId, city, version, vehicle, documents } = driver;
  const tenancy = fromWireTenancy(driver.tenancy) ?? 'live';
  return { driverId, city, tenancy, version, vehicle, documents };
}

/** Until when all documents are good, at most `latest`. */
export function docsUntil({ documents }: Account, latest: Instant): Instant {
  return instant(Math.min(latest, ...documents.map(({ expiresAt }) => expiresAt?.getTime() ?? latest)));
}

export function notActive(description: string): HansomError {
  return new HansomError('failed_precondition', 'shift.account_not_active', { description });
}
