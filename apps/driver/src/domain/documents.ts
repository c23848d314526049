import { type Instant } from '@hansom/platform-context';

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

const COLUMNS = {
  DRIVING_LICENCE: ['driving_licence', 'driving_licence_until'],
  TAXI_LICENCE: ['taxi_licence', 'taxi_licence_until'],
  INSURANCE: ['insurance', 'insurance_until'],
} as const;

/** The documents of an account, in the order of their kinds. */
export function documentsOf(fields: AccountRow): Document[] {
  return DOCUMENT_KINDS.flatMap((kind) => {
    const [numberColumn, untilColumn] = COLUMNS[kind];
    const number = fields[numberColumn];
    const until = fields[untilColumn];
    return number === undefined || until === undefined ? [] : [{ kind, number, until }];
  });
}

/** The fields that keep a document, in place of the former one of its kind. */
export function fieldsOf({ kind, number, until }: Document): Partial<AccountRow> {
  if (kind === 'DRIVING_LICENCE') return { driving_licence: number, driving_licence_until: until };
  if (kind === 'TAXI_LICENCE') return { taxi_licence: number, taxi_licence_until: until };
  kind satisfies 'INSURANCE';
  return { insurance: number, insurance_until: until };
}
