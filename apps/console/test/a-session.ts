import { A_MONDAY_MORNING, type FakeEffects, fakeEffects, FakeTime } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { tokenVerifier, type User } from '@hansom/platform-identity';
import { aUser, type TestAuth, testAuth } from '@hansom/platform-identity/testing';
import { rootCall } from '@hansom/platform-rpc';
import { openTable, SimulatedStore } from '@hansom/platform-store';
import {
  type RedeemSignInLinkRequest,
  type RefreshRequest,
  type SignInStaffRequest,
  Staff,
  Tokens,
} from '@hansom/proto-auth';
import { City, type ListZonesRequest, ZoneKind } from '@hansom/proto-city';
import { cellBits, cellOf } from '@hansom/shared-geo';
import { minutes } from '@hansom/shared-time';

import { KnownCities } from '../src/session/known-cities.ts';
import { type SessionContext } from '../src/session/session-context.ts';
import { Sessions } from '../src/session/sessions.ts';
import { type SessionsTable } from '../src/session/session-store.ts';
import { sessionsTable } from '../src/session/sessions-table.ts';

export const ANNA = aUser({ id: 'staff_1', roles: ['OPS.GOT', 'OPS.ADMIN'], session: 'session_1' });
export const ANNAS_ACCOUNT = Staff.fromPartial({ staffId: 'staff_1', name: 'anna', roles: [...ANNA.roles] });

/** Auth, as far as the console calls it. Each renewing token is good once. */
export class FakeAuth {
  readonly asked: { refresh: string[]; signIn: SignInStaffRequest[]; redeem: RedeemSignInLinkRequest[] } = {
    refresh: [],
    signIn: [],
    redeem: [],
  };
  signedOut = 0;
  /** Anything else than that this happens to who renews. */
  refusal: HansomError | undefined;
  /** Before it answers who renews. */
  pause: () => Promise<void> = async () => undefined;
  private generation = 1;

  constructor(
    private readonly auth: TestAuth,
    private readonly effects: FakeEffects,
    private readonly user: User,
  ) {}

  async tokens(): Promise<Tokens> {
    const accessToken = await this.auth.tokenFor(this.user);
    const accessExpiresAt = new Date(this.effects.clock.now() + minutes(10));
    return Tokens.fromPartial({ accessToken, accessExpiresAt, refreshToken: `renew ${this.generation}` });
  }

  async refresh({ refreshToken }: RefreshRequest) {
    this.asked.refresh.push(refreshToken);
    await this.pause();
    if (this.refusal) throw this.refusal;
    if (refreshToken !== `renew ${this.generation}`) throw sessionEnded();
    this.generation += 1;
    return { tokens: await this.tokens() };
  }

  async signInStaff(request: SignInStaffRequest) {
    this.asked.signIn.push(request);
    return { tokens: await this.tokens(), staff: ANNAS_ACCOUNT };
  }

  async redeemSignInLink(request: RedeemSignInLinkRequest) {
    this.asked.redeem.push(request);
    return { tokens: await this.tokens(), staff: ANNAS_ACCOUNT };
  }

  async signOut() {
    this.signedOut += 1;
    return {};
  }
}

export function sessionEnded(): HansomError {
  return new HansomError('unauthenticated', 'auth.session_ended', { description: 'it has ended' });
}

export const PLACES = { got: { lat: 57.7, lng: 11.97 }, sto: { lat: 59.33, lng: 18.07 } };

/** The cities of `PLACES`: one cell each in which rides may begin, and a zone far away that is for prices. */
export function fakeCity() {
  const asked: string[] = [];
  return {
    asked,
    revision: '1',
    async listCities() {
      const codes = Object.keys(PLACES);
      const cities = codes.map((code) => City.fromPartial({ code, name: code, currency: 'SEK' }));
      return { cities, revision: this.revision };
    },
    async listZones({ city }: ListZonesRequest) {
      asked.push(city);
      const zone = (kind: ZoneKind, at: { lat: number; lng: number }) => {
        return { zone: { id: 'z', name: 'z', kind }, cells: [cellBits(cellOf(at, 9))] };
      };
      const zones = [
        zone(ZoneKind.SERVICE_AREA, PLACES[city as keyof typeof PLACES]),
        zone(ZoneKind.PRICING, { lat: 0, lng: 0 }),
      ];
      return { zones, resolution: 9, revision: this.revision };
    },
  };
}

export interface ASession {
  ctx: SessionContext;
  effects: FakeEffects;
  auth: FakeAuth;
  city: ReturnType<typeof fakeCity>;
  table: SessionsTable;
  sessions: Sessions;
  /** Another instance of the console, on the same store. */
  other: Sessions;
  /** The cookie of somebody who is signed in. */
  cookie: string;
}

/** Anna, signed in; a clock that the spec moves. */
export async function aSession({ speed = 1 }: { speed?: number } = {}): Promise<ASession> {
  const effects = fakeEffects({ time: new FakeTime(A_MONDAY_MORNING, speed) });
  const issuer = await testAuth(effects);
  const engine = await new SimulatedStore({ clock: effects.clock }).open('console');
  const table = openTable(engine, sessionsTable, effects);
  const auth = new FakeAuth(issuer, effects, ANNA);
  const tokens = tokenVerifier({ keys: issuer.keys, effects });
  const call = (options: { deadlineMs: number }) => rootCall(effects, { name: 'console', ...options });
  const options = {
    table,
    auth: { refresh: (request: RefreshRequest) => auth.refresh(request) },
    tokens,
    call,
    effects,
  };
  const sessions = new Sessions(options);
  const city = fakeCity();
  const ctx = { auth, sessions, cities: new KnownCities(city), ids: effects.ids };
  const cookie = await sessions.begin(await auth.tokens(), ANNAS_ACCOUNT);
  return { ctx, effects, auth, city, table, sessions, other: new Sessions(options), cookie };
}
