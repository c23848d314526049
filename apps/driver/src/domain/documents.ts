import { type Instant } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';

import { type AccountRow } from '../store/account-aggregate.ts';

/** What a driver must prove, in the order of their numbers in the contract. */
export const DOCUMENT_KINDS = ['DRIVING_LICENCE', 'TAXI_LICENCE', 'INSURANCE'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export interface Document {
  kind: DocumentKind;
  number: string;
  /** Good until then. */
  until: Instant;
}

const COUNTING = {
  DRIVING_LICENCE: ['driving_licence', 'driving_licence_until'],
  TAXI_LICENCE: ['taxi_licence', 'taxi_licence_until'],
  INSURANCE: ['insurance', 'insurance_until'],
} as const;

const RENEWALS = {
  DRIVING_LICENCE: ['driving_licence_renewal', 'driving_licence_renewal_until'],
  TAXI_LICENCE: ['taxi_licence_renewal', 'taxi_licence_renewal_until'],
  INSURANCE: ['insurance_renewal', 'insurance_renewal_until'],
} as const;

/** The documents of an account that count, in the order of their kinds. */
export function documentsOf(fields: AccountRow): Document[] {
  return keptIn(fields, COUNTING);
}

/** Those that were handed in, and not yet looked at, in the order of their kinds. */
export function renewalsOf(fields: AccountRow): Document[] {
  return keptIn(fields, RENEWALS);
}

function keptIn(fields: AccountRow, columns: typeof COUNTING | typeof RENEWALS): Document[] {
  return DOCUMENT_KINDS.flatMap((kind) => {
    const [numberColumn, untilColumn] = columns[kind];
    const number = fields[numberColumn];
    const until = fields[untilColumn];
    return number === undefined || until === undefined ? [] : [{ kind, number, until }];
  });
}

/** The fields that keep a document that counts, in place of the former one of its kind and of a renewal. */
export function fieldsOf({ kind, number, until }: Document): Partial<AccountRow> {
  const noRenewal = renewalFields(kind);
  if (kind === 'DRIVING_LICENCE')
    return { ...noRenewal, driving_licence: number, driving_licence_until: until };
  if (kind === 'TAXI_LICENCE') return { ...noRenewal, taxi_licence: number, taxi_licence_until: until };
  kind satisfies 'INSURANCE';
  return { ...noRenewal, insurance: number, insurance_until: until };
}

/** The fields that keep a renewal beside the document that counts, in place of a former one. */
export function renewalFieldsOf({ kind, ...renewal }: Document): Partial<AccountRow> {
  return renewalFields(kind, renewal);
}

function renewalFields(kind: DocumentKind, { number, until }: Partial<Document> = {}): Partial<AccountRow> {
  if (kind === 'DRIVING_LICENCE')
    return { driving_licence_renewal: number, driving_licence_renewal_until: until };
  if (kind === 'TAXI_LICENCE') return { taxi_licence_renewal: number, taxi_licence_renewal_until: until };
  kind satisfies 'INSURANCE';
  return { insurance_renewal: number, insurance_renewal_until: until };
}

export function documentExpired({ kind }: Document): HansomError {
  const context = { document: kind.toLowerCase() };
  return new HansomError('failed_precondition', 'driver.document_expired', {
    description: 'the document has expired',
    context,
  });
}
