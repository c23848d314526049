import { hash } from 'node:crypto';

import { type Effects, later, type Millis } from '@hansom/platform-context';
import { type CookieIdentity, type SignedIn } from '@hansom/platform-http';
import { type TokenVerifier } from '@hansom/platform-identity';
import { type Staff, type Tokens } from '@hansom/proto-auth';

import { Renewals, type RenewalsOptions } from './renewals.ts';
import { SessionStore, type SessionsTable } from './session-store.ts';
import { type Session } from './sessions-table.ts';
import { keptOf } from './tokens.ts';

export interface SessionsOptions extends Omit<RenewalsOptions, 'store' | 'effects'> {
  table: SessionsTable;
  tokens: Pick<TokenVerifier, 'verify'>;
  effects: Pick<Effects, 'clock' | 'timers' | 'ids' | 'random'>;
}

export const COOKIE = 'hansom_console';
const GUARD = 'x-hansom-console';

const SECRET_BYTES = 32;
const SECRET = /^[\w-]{43}$/;

/** With less left than this a token is renewed: it has to last for the calls that are made with it. Domain time. */
const LEAST_MS: Millis = 60_000;

/** Who is signed in, in which browser: behind each cookie the tokens of a session of auth, which never leave this service. */
export class Sessions {
  private readonly store: SessionStore;
  private readonly renewals: Renewals;

  constructor(private readonly options: SessionsOptions) {
    this.store = new SessionStore(options.table, options.effects);
    this.renewals = new Renewals({ ...options, store: this.store });
  }

  /** How a gateway, or a socket, learns from a cookie who asks. */
  get cookie(): CookieIdentity {
    return { name: COOKIE, guard: GUARD, identify: (value) => this.identify(value) };
  }

  /** Keeps a session of auth, and gives the value of the cookie that stands for it: 32 random bytes, which are stored nowhere. */
  async begin(
    tokens: Tokens | undefined,
    { staffId, name }: Pick<Staff, 'staffId' | 'name'>,
  ): Promise<string> {
    const secret = Buffer.from(this.options.effects.random.bytes(SECRET_BYTES)).toString('base64url');
    await this.store.insert({ id: idOf(secret), staff_id: staffId, name, ...keptOf(tokens) });
    return secret;
  }

  /** Who is signed in by a cookie, with a token that is good for a while. Undefined: it is nobody's, or not any more. */
  async identify(cookie: string): Promise<SignedIn | undefined> {
    const session = await this.find(cookie);
    if (!session) return undefined;
    const known = this.isDue(session) ? undefined : await this.verified(session);
    return known ?? this.renewed(session);
  }

  /** What the person who is signed in by a cookie is called. */
  async nameOf(cookie: string): Promise<string | undefined> {
    return (await this.find(cookie))?.name;
  }

  /** Ends what is behind a cookie, here; auth has its own. */
  async end(cookie: string): Promise<void> {
    for (let session = await this.find(cookie); session; session = await this.find(cookie)) {
      const ended = await this.store.change(session, { ended: true, access_token: '', refresh_token: '' });
      if (ended) return; // otherwise it was renewed just now
    }
  }

  private async find(cookie: string): Promise<Session | undefined> {
    return SECRET.test(cookie) ? this.store.live(idOf(cookie)) : undefined;
  }

  private isDue({ access_until }: Session): boolean {
    return access_until <= later(this.options.effects.clock.now(), LEAST_MS);
  }

  /** A token that does not count though its time is not up was revoked: whether the session has ended is for auth to say. */
  private async renewed(session: Session): Promise<SignedIn | undefined> {
    const renewed = await this.renewals.renew(session);
    return renewed && this.verified(renewed);
  }

  private async verified({ access_token: token }: Session): Promise<SignedIn | undefined> {
    const user = await this.options.tokens.verify(token);
    return user && { user, token };
  }
}

function idOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}
