import { later } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { aCall } from '@hansom/platform-rpc/testing';
import { aggregates } from '@hansom/platform-schedule';
import { collectingSink } from '@hansom/platform-schedule/testing';
import { openTable } from '@hansom/platform-store';
import { type Process, type Scenario, type Simulation } from '@hansom/testing-simulation';

import { codeHash } from '../src/answer-challenge.ts';
import { type AuthContext } from '../src/context.ts';
import { judgeAnswer, type Judgement } from '../src/domain/judge-answer.ts';
import { linkHash, redeemLink } from '../src/redeem-link.ts';
import { renewSession } from '../src/renew-session.ts';
import { refreshToken } from '../src/secrets/refresh-tokens.ts';
import { type SignedIn, signInRider } from '../src/sign-in-rider.ts';
import { type Challenge, challenges, challengesTable } from '../src/store/challenges.ts';
import { accountsTable, identities, phonesTable } from '../src/store/identities.ts';
import { sessionAggregate } from '../src/store/session-aggregate.ts';
import { signInLinks, signInLinksTable } from '../src/store/sign-in-links.ts';
import { staffMembers, staffTable } from '../src/store/staff-members.ts';
import { ROBOTS_PHONE } from './a-context.ts';

const CODE = '012345';
/** Two codes of one phone. */
export const CHALLENGES = [
  'challenge_01kdvt1m00fqftsxvsrzst6qpa',
  'challenge_01kdvt1m00fqftsxvsrzst6qpb',
] as const;
type ChallengeId = (typeof CHALLENGES)[number];

/** What of the service is the same in all runs, and takes real time to make. */
export type Base = Omit<AuthContext, 'effects' | 'challenges' | 'identities' | 'sessions' | 'staff'>;

export interface Setting {
  base: Base;
  /** As a mistake. */
  spoil?: (ctx: AuthContext) => Partial<AuthContext>;
}

interface Member {
  process: Process;
  ctx: AuthContext;
}

/** What callers were told, in the words of the scenario. */
export interface Told {
  told: string[];
}

/** Right answers to codes of one phone, all at once. In the end each code is answered again. */
export function signIns(
  setting: Setting,
  answers: readonly ChallengeId[] = [...CHALLENGES, CHALLENGES[0]],
): Omit<Scenario<Told>, 'budget'> {
  const [first, second] = CHALLENGES;
  return {
    inOrder: true,
    setup: async (simulation) => {
      const world: Told = { told: [] };
      await withChallenges(member(simulation, 'clerk', setting));
      for (const [index, challengeId] of answers.entries()) {
        const caller = member(simulation, `answer ${index}`, setting);
        const answer = async (): Promise<string> => outcomeOf(await signIn(caller, challengeId));
        simulation.spawn(caller.process, () => note(world, answer));
      }
      return world;
    },
    check: async ({ told }, simulation) => {
      allArrive(simulation);
      const judge = member(simulation, 'judge', setting);
      const ends = [await signIn(judge, first), await signIn(judge, second)]; // the one may make what the other finds
      const strange = told.find((outcome) => !ends.map(outcomeOf).includes(outcome));
      if (strange !== undefined) return `somebody was told ${strange}`;
      const makers = ends.filter(({ created }) => created).length;
      if (makers !== 1) return `${makers} answers made the account`;
      const accounts = new Set(ends.map(({ session }) => session.fields.account_id));
      if (accounts.size > 1) return 'the phone has two accounts';
      const [account = ''] = accounts;
      return (await judge.ctx.identities.ofAccount(account))
        ? undefined
        : 'the account does not know its phone';
    },
  };
}

const MOST_WRONG = 1;

/** Wrong guesses at a code, of which one is looked at: each is told a verdict. */
export function guesses(setting: Setting, count = 3): Omit<Scenario<Told>, 'budget'> {
  const [challengeId] = CHALLENGES;
  return {
    inOrder: true,
    setup: async (simulation) => {
      const world: Told = { told: [] };
      await withChallenges(member(simulation, 'clerk', setting));
      for (let guess = 1; guess <= count; guess++) {
        const { process, ctx } = member(simulation, `guess ${guess}`, setting);
        simulation.spawn(process, () =>
          note(
            world,
            async () => (await ctx.challenges.answer(challengeId, wrongly(ctx)))?.verdict ?? 'none',
          ),
        );
      }
      return world;
    },
    check: async ({ told }, simulation) => {
      allArrive(simulation);
      const wrong = told.filter((verdict) => verdict === 'wrong').length;
      return wrong > MOST_WRONG ? `${wrong} guesses were looked at` : undefined;
    },
  };
}

/** A renewing token that is shown by several at once, and once more in the end. */
export function renewals(
  setting: Setting,
  { count = 3, attempt }: { count?: number; attempt?: string } = {},
): Omit<Scenario<Told>, 'budget'> {
  const [challengeId] = CHALLENGES;
  let token = '';
  const renewed = async ({ ctx, process: { effects } }: Member): Promise<string> =>
    `generation ${(await renewSession(ctx, { refreshToken: token, attempt }, aCall({ effects }))).fields.generation}`;
  return {
    inOrder: true,
    setup: async (simulation) => {
      const world: Told = { told: [] };
      const clerk = member(simulation, 'clerk', setting);
      await withChallenges(clerk);
      const { session } = await signIn(clerk, challengeId);
      token = refreshToken(setting.base.secret, { session: session.id, generation: 0 });
      for (let caller = 1; caller <= count; caller++) {
        const shown = member(simulation, `caller ${caller}`, setting);
        simulation.spawn(shown.process, () => note(world, () => renewed(shown)));
      }
      return world;
    },
    check: async (world, simulation) => {
      allArrive(simulation);
      await note(world, () => renewed(member(simulation, 'judge', setting)));
      const strange = world.told.find((outcome) => outcome !== 'generation 1');
      return strange === undefined ? undefined : `somebody was told ${strange}`;
    },
  };
}

const LINK = {
  secret: 'a secret that nobody guesses',
  name: 'anna',
  session_id: 'session_01kdvt1m00fqftsxvsrzst6qpc',
};
/** Commands of two browsers. */
export const BROWSERS = ['browser 1', 'browser 2'] as const;
type Browser = (typeof BROWSERS)[number];

/** A link that is redeemed by several at once. In the end each browser redeems it again. */
export function redemptions(
  setting: Setting,
  commands: readonly Browser[] = [...BROWSERS, BROWSERS[0]],
): Omit<Scenario<Told>, 'budget'> {
  return {
    inOrder: true,
    setup: async (simulation) => {
      const world: Told = { told: [] };
      await withLink(member(simulation, 'clerk', setting));
      for (const [index, command] of commands.entries()) {
        const caller = member(simulation, `caller ${index}`, setting);
        simulation.spawn(caller.process, () => note(world, () => redemption(caller, command)));
      }
      return world;
    },
    check: async ({ told }, simulation) => {
      allArrive(simulation);
      const judge = member(simulation, 'judge', setting);
      const ends = [await redemption(judge, BROWSERS[0]), await redemption(judge, BROWSERS[1])]; // the one may take what the other had left
      const strange = told.find((outcome) => !ends.includes(outcome));
      if (strange !== undefined) return `somebody was told ${strange}`;
      const signedIn = ends.filter((outcome) => !outcome.endsWith('refused')).length;
      return signedIn === 1 ? undefined : `${signedIn} browsers are signed in`;
    },
  };
}

async function withLink({ ctx }: Member): Promise<void> {
  const { clock, ids } = ctx.effects;
  const { secret, ...link } = LINK;
  const now = clock.now();
  await ctx.staff.members.claim({
    ...{ name: link.name, staff_id: `staff_${ids.uuid()}`, command_key: 'k1', created_at: now },
    ...{ state: 'ACTIVE', roles: ['OPS'] },
  });
  const secret_hash = linkHash(ctx.secret, secret);
  await ctx.staff.links.add({ ...link, secret_hash, expires_at: later(now, 600_000) });
}

/** What a browser is told. */
async function redemption({ ctx, process: { effects } }: Member, commandKey: Browser): Promise<string> {
  const followed = { commandKey, secret: LINK.secret, device: '' };
  try {
    const { session } = await redeemLink(ctx, followed, aCall({ effects }));
    return `${commandKey}: ${session.id}`;
  } catch (error) {
    if (!(error instanceof HansomError) || error.code !== 'auth.link_refused') throw error;
    return `${commandKey}: refused`;
  }
}

function member(simulation: Simulation, name: string, { base, spoil }: Setting): Member {
  const process = simulation.process(name);
  const { effects } = process;
  const engine = process.engine('auth');
  const sessions = aggregates(effects, engine, {
    service: 'auth',
    aggregate: sessionAggregate,
    shards: 1,
    sink: collectingSink(),
  });
  const ctx: AuthContext = {
    ...base,
    effects,
    sessions,
    challenges: challenges(openTable(engine, challengesTable, effects), effects.ids),
    identities: identities(openTable(engine, phonesTable, effects), openTable(engine, accountsTable)),
    staff: {
      members: staffMembers(openTable(engine, staffTable, effects), effects.ids),
      links: signInLinks(openTable(engine, signInLinksTable, effects), effects.clock),
    },
  };
  return { process, ctx: { ...ctx, ...spoil?.(ctx) } };
}

async function withChallenges({ ctx }: Member): Promise<void> {
  for (const challenge_id of CHALLENGES) await ctx.challenges.add(aChallenge(ctx, challenge_id)); // in a calm store
}

function aChallenge({ effects: { clock, ids }, secret }: AuthContext, challenge_id: string): Challenge {
  return {
    challenge_id,
    stamp: ids.uuid(),
    phone: ROBOTS_PHONE,
    purpose: 'rider',
    code_hash: codeHash(secret, challenge_id, CODE),
    expires_at: later(clock.now(), 600_000),
    wrong_answers: 0,
    session_id: challenge_id.replace('challenge', 'session'),
    account_uuid: ids.uuid(),
  };
}

function signIn({ ctx, process: { effects } }: Member, challengeId: ChallengeId): Promise<SignedIn> {
  return signInRider(ctx, { challengeId, code: CODE, device: '' }, aCall({ effects }));
}

function wrongly({ effects }: AuthContext): (challenge: Challenge) => Judgement {
  const answer = {
    isRight: false,
    purpose: 'rider',
    now: effects.clock.now(),
    mostWrong: MOST_WRONG,
  } as const;
  return (challenge) => judgeAnswer(challenge, answer);
}

function outcomeOf({ session, created }: SignedIn): string {
  return `${session.id} of ${session.fields.account_id}, ${created ? 'made' : 'found'}`;
}

/** What a caller is told counts; that the store does not answer tells nothing. */
async function note({ told }: Told, call: () => Promise<string>): Promise<void> {
  try {
    told.push(await call());
  } catch (error) {
    if (!(error instanceof HansomError)) throw error;
    if (error.code.startsWith('auth.')) told.push(error.code);
  }
}

function allArrive(simulation: Simulation): void {
  while (simulation.store.inFlight.length > 0) simulation.deliver(0);
}
