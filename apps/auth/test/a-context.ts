import { staticConfig, type StaticConfig } from '@hansom/platform-config/testing';
import { type FakeEffects } from '@hansom/platform-context/testing';
import { staticKeys, tokenVerifier, type User } from '@hansom/platform-identity';
import { callHandler, inProcessPair } from '@hansom/platform-rpc/testing';
import { type InMemoryAggregates, inMemoryAggregates } from '@hansom/platform-schedule/testing';
import { openTable } from '@hansom/platform-store';
import {
  CodePurpose,
  type RefreshResponse,
  type RegisterDriverRequest,
  type StartSignInRequest,
  type Tokens,
} from '@hansom/proto-auth';
import { NotificationServiceDefinition } from '@hansom/proto-notification';

import { type AuthConfig, config } from '../src/config.ts';
import { type AuthContext } from '../src/context.ts';
import { expire } from '../src/domain/session-decisions.ts';
import { finishSignIn } from '../src/handlers/finish-sign-in.ts';
import { getKeys } from '../src/handlers/get-keys.ts';
import { refresh } from '../src/handlers/refresh.ts';
import { registerDriver } from '../src/handlers/register-driver.ts';
import { startSignIn } from '../src/handlers/start-sign-in.ts';
import { installationSecret, secretsTable } from '../src/secrets/installation-secret.ts';
import { keyRing, signingKeysTable } from '../src/secrets/key-ring.ts';
import { passwords } from '../src/secrets/passwords.ts';
import { challenges, challengesTable } from '../src/store/challenges.ts';
import { accountsTable, identities, phonesTable } from '../src/store/identities.ts';
import { sessionAggregate, type SessionFields, type SessionState } from '../src/store/session-aggregate.ts';
import { signInLinks, signInLinksTable } from '../src/store/sign-in-links.ts';
import { staffMembers, staffTable } from '../src/store/staff-members.ts';
import { windows, windowsTable } from '../src/store/windows.ts';
import { FakeNotification } from './fake-notification.ts';

/** A number of the test range, and one that is not. */
export const ROBOTS_PHONE = '+46700000001';
export const ANNAS_PHONE = '+46701740605';
export const PASSWORD = 'correct horse battery';

export interface SpecContext extends AuthContext {
  config: StaticConfig<AuthConfig>;
  effects: FakeEffects;
  /** What notification was asked to send. */
  fake: FakeNotification;
  events: InMemoryAggregates<SessionFields, SessionState>['sink'];
  /** Lets domain time pass, and fires what falls due. */
  pass(ms: number): Promise<void>;
}

/** The context of a handler spec: everything in memory, a clock that the spec moves. */
export async function aContext(): Promise<SpecContext> {
  const memory = await inMemoryAggregates({
    service: 'auth',
    aggregate: sessionAggregate,
    timers: { expire },
    contextOf: (_id, { city, tenancy }) => ({ city, tenancy }),
  });
  const { effects, engine, sink } = memory;
  const { clock, ids, random } = effects;
  const settings = staticConfig(config.parse({ testRange: { prefix: '+4670000' } }));
  const fake = new FakeNotification();
  const { client } = await inProcessPair(NotificationServiceDefinition, fake.handlers, {
    effects,
    from: 'auth',
  });
  return {
    effects,
    fake,
    events: sink,
    config: settings,
    notification: client,
    challenges: challenges(openTable(engine, challengesTable, effects), ids),
    identities: identities(openTable(engine, phonesTable, effects), openTable(engine, accountsTable)),
    sessions: memory.aggregates,
    staff: {
      members: staffMembers(openTable(engine, staffTable, effects), ids),
      links: signInLinks(openTable(engine, signInLinksTable, effects), clock),
    },
    windows: windows({ table: openTable(engine, windowsTable, effects), clock, ids }),
    passwords: await passwords(random),
    secret: await installationSecret(openTable(engine, secretsTable, effects), random),
    keyRing: await keyRing({
      table: openTable(engine, signingKeysTable, effects),
      clock,
      ids,
      keyLifeMs: () => settings.current.keyLifeMs,
    }),
    pass: async (ms) => {
      await effects.time.advance(ms);
      await memory.runDue();
    },
  };
}

/** Has a code sent, and gives the answer to it. */
export async function aCode(
  ctx: SpecContext,
  over: Partial<StartSignInRequest> = {},
): Promise<{ challengeId: string; code: string }> {
  const request = {
    phone: ROBOTS_PHONE,
    purpose: CodePurpose.RIDER_SIGN_IN,
    address: '192.0.2.1',
    ...over,
  };
  const { challengeId } = await callHandler(startSignIn(ctx), request, { effects: ctx.effects });
  return { challengeId, code: ctx.fake.codeOf(challengeId) };
}

/** Another code than that one. */
export function wrong(code: string): string {
  return code === '000000' ? '000001' : '000000';
}

/** Signs a rider in. */
export async function aRider(ctx: SpecContext, phone = ROBOTS_PHONE): Promise<Tokens> {
  const request = { ...(await aCode(ctx, { phone })), device: 'Pixel 9' };
  const { tokens } = await callHandler(finishSignIn(ctx), request, { effects: ctx.effects });
  return given(tokens);
}

/** An application for a driver's account. */
export async function anApplication(
  ctx: SpecContext,
  over: Partial<RegisterDriverRequest & { phone: string }> = {},
): Promise<RegisterDriverRequest> {
  const { phone = ROBOTS_PHONE, ...rest } = over;
  const answer = await aCode(ctx, { phone, purpose: CodePurpose.DRIVER_APPLICATION });
  return { ...answer, password: PASSWORD, city: 'got', device: 'Pixel 9', ...rest };
}

/** Registers a driver. */
export async function aDriver(ctx: SpecContext, phone = ROBOTS_PHONE): Promise<Tokens> {
  const request = await anApplication(ctx, { phone });
  const { tokens } = await callHandler(registerDriver(ctx), request, { effects: ctx.effects });
  return given(tokens);
}

export function renewed(ctx: SpecContext, refreshToken: string, attempt?: string): Promise<RefreshResponse> {
  return callHandler(refresh(ctx), { refreshToken, attempt }, { effects: ctx.effects });
}

/** Who a token says that its bearer is, to any service. */
export async function userOf(ctx: SpecContext, accessToken = ''): Promise<User | undefined> {
  const { jwks } = await callHandler(getKeys(ctx), {}, { effects: ctx.effects });
  return tokenVerifier({ keys: staticKeys(JSON.parse(jwks)), effects: ctx.effects }).verify(accessToken);
}

export function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it was not given');
  return value;
}

/** What calls come to that are made at once: losers of a race wait for a moment, which is let pass. */
export async function atOnce<T>(ctx: SpecContext, calls: readonly (() => Promise<T>)[]): Promise<T[]> {
  let ended = false;
  const all = Promise.all(calls.map((call) => call())).finally(() => (ended = true));
  while (!ended) await ctx.effects.time.advance(10);
  return all;
}
