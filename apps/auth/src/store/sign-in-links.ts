import { type Clock, type Millis } from '@hansom/platform-context';
import { type ContendedTable, contendedTable, type RowOf, text, timestamp } from '@hansom/platform-store';

/** Links by which staff sign in, once. Of their secrets only a derived text is kept. */
export const signInLinksTable = contendedTable({
  name: 'sign_in_links',
  partition: { secret_hash: text() },
  columns: {
    /** Of the account. */
    name: text(),
    /** Begun by whoever redeems it. */
    session_id: text(),
    expires_at: timestamp(),
    /** The command that has redeemed it, or nobody's. */
    redeemed_by: text(),
  },
});

export type SignInLink = RowOf<typeof signInLinksTable.partition & typeof signInLinksTable.columns>;

export interface SignInLinks {
  add(link: Omit<SignInLink, 'redeemed_by'>): Promise<void>;
  /** The link, if this command has redeemed it, now or before. Undefined: it is unknown or too old, or another command was faster. */
  redeem(secretHash: string, commandKey: string): Promise<SignInLink | undefined>;
}

const NOBODY = '';
/** For so long it is still known, to whoever did not hear the answer. */
const KEPT_MS: Millis = 24 * 60 * 60 * 1000;

export function signInLinks(table: ContendedTable<typeof signInLinksTable>, clock: Clock): SignInLinks {
  return { add, redeem };

  async function add(link: Omit<SignInLink, 'redeemed_by'>): Promise<void> {
    await table.insertIfAbsent({ ...link, redeemed_by: NOBODY }, lifeOf(link));
  }

  async function redeem(secret_hash: string, commandKey: string): Promise<SignInLink | undefined> {
    const link = await table.get({ secret_hash });
    if (!link || link.redeemed_by !== NOBODY) return own(link, commandKey);
    if (clock.now() >= link.expires_at) return undefined;
    const change = { expect: { redeemed_by: NOBODY }, set: { redeemed_by: commandKey } };
    const written = await table.compareAndSet({ secret_hash }, change, lifeOf(link));
    return written.applied ? link : own(written.current, commandKey);
  }

  function lifeOf({ expires_at }: Pick<SignInLink, 'expires_at'>): { ttlMs: Millis } {
    return { ttlMs: Math.max(expires_at - clock.now(), 0) + KEPT_MS };
  }
}

function own(link: SignInLink | undefined, commandKey: string): SignInLink | undefined {
  return link?.redeemed_by === commandKey ? link : undefined;
}
