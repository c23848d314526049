import { type Tenancy } from '@hansom/platform-identity';
import {
  type ContendedTable,
  contendedTable,
  optional,
  type PlainTable,
  type RowOf,
  table,
  text,
  timestamp,
} from '@hansom/platform-store';

/** A phone has one account of each kind: a person may ride and drive. */
export type AccountKind = 'rider' | 'driver';

/** Who a phone is: the one place that says so. */
export const phonesTable = contendedTable({
  name: 'phones',
  partition: { phone: text(), kind: text<AccountKind>() },
  columns: {
    account_id: text(),
    tenancy: text<Tenancy>(),
    city: optional(text()),
    /** Argon2id, in PHC form. Drivers have one. */
    password_hash: optional(text()),
    created_at: timestamp(),
  },
});

/** From an account to its phone: written before the phone's row, and believed only where that one says the same. */
export const accountsTable = table({
  name: 'accounts',
  partition: { account_id: text() },
  columns: { phone: text(), kind: text<AccountKind>() },
});

export type Identity = RowOf<typeof phonesTable.partition & typeof phonesTable.columns>;

export interface Identities {
  /** The identity of its phone and kind: this one, if it is the first. */
  claim(identity: Identity): Promise<Identity>;
  ofPhone(phone: string, kind: AccountKind): Promise<Identity | undefined>;
  ofAccount(accountId: string): Promise<Identity | undefined>;
}

export function identities(
  phones: ContendedTable<typeof phonesTable>,
  accounts: PlainTable<typeof accountsTable>,
): Identities {
  return {
    claim: async (identity) => {
      const { account_id, phone, kind } = identity;
      await accounts.put({ account_id, phone, kind });
      const written = await phones.insertIfAbsent(identity);
      if (written.applied || !written.current) return identity;
      if (written.current.account_id !== account_id) await accounts.delete({ account_id });
      return written.current;
    },
    ofPhone: (phone, kind) => phones.get({ phone, kind }),
    ofAccount: async (account_id) => {
      const account = await accounts.get({ account_id });
      const identity = account && (await phones.get({ phone: account.phone, kind: account.kind }));
      return identity?.account_id === account_id ? identity : undefined;
    },
  };
}
