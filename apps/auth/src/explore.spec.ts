import { describeViolation, explore, type Scenario, wander } from '@hansom/testing-simulation';

import { aContext } from '../test/a-context.ts';
import {
  type Base,
  BROWSERS,
  CHALLENGES,
  guesses,
  redemptions,
  renewals,
  signIns,
  type Told,
} from '../test/explored-auth.ts';
import { type AuthContext } from './context.ts';

jest.setTimeout(120_000);

const [FIRST, SECOND] = CHALLENGES;
const ONE = [BROWSERS[0], BROWSERS[0]] as const;
const TWO = BROWSERS;

type Story = Omit<Scenario<Told>, 'budget'>;

let base: Base;

beforeAll(async () => {
  base = await aContext();
});

describe('a process that dies between any two steps', () => {
  it.each<[string, () => Story]>([
    ['begins one session of a code, when the answer comes again', () => signIns({ base }, [FIRST])],
    ['leaves an account that others find', () => signIns({ base }, [SECOND])],
    ['lets no more be guessed than may be wrong', () => guesses({ base }, 2)],
    ['renews a session once, when the token comes again', () => renewals({ base }, { count: 2 })],
    [
      'renews a session once, when the attempt comes again, however late',
      () => renewals({ base: graceless() }, { count: 2, attempt: 'an attempt of somebody' }),
    ],
    ['signs in by a link once, when its command comes again', () => redemptions({ base }, ONE)],
    ['signs in by a link one of two browsers', () => redemptions({ base }, TWO)],
  ])('%s', async (_, story) => {
    const { runs, violation } = await explore({ ...story(), budget: { crashes: 1 } }, { maxRuns: 2_000 });

    expect(violation && describeViolation(violation)).toBeUndefined();
    expect(runs).toBeGreaterThan(10); // an exploration that explores little shows little
  });
});

describe('processes at once, which do not always hear the store, and of which one may die', () => {
  it.each<[string, () => Story]>([
    ['make one account of a phone, and one session of a code', () => signIns({ base })],
    ['look at no more guesses than may be wrong', () => guesses({ base })],
    ['renew a session once', () => renewals({ base })],
    ['sign in by a link once', () => redemptions({ base })],
  ])('%s, in any of many runs', async (_, story) => {
    const budget = { faults: 2, crashes: 1 };

    const { violation } = await wander({ ...story(), budget }, { runs: 40 });

    expect(violation && describeViolation(violation)).toBeUndefined();
  });
});

describe('a mistake is found:', () => {
  it.each<[string, () => Story, RegExp]>([
    [
      'a phone that is looked up, and not claimed',
      () => signIns({ base, spoil: unclaimed }, [FIRST, SECOND]),
      /told/,
    ],
    [
      'a session that is each time another',
      () => signIns({ base, spoil: anySession }, [FIRST, FIRST]),
      /told/,
    ],
    [
      'guesses that are told before they are counted',
      () => guesses({ base, spoil: uncounted }, 2),
      /looked at/,
    ],
    [
      'a link that is looked up, and not taken',
      () => redemptions({ base, spoil: untaken }, TWO),
      /told|signed in/,
    ],
    ['an answer that may not be lost', () => renewals({ base: graceless() }, { count: 2 }), /session_ended/],
  ])('%s', async (_, story, message) => {
    const { violation } = await explore({ ...story(), budget: { crashes: 1 } }, { maxRuns: 2_000 });

    expect(violation?.message).toMatch(message);
  });
});

function unclaimed({ identities }: AuthContext): Partial<AuthContext> {
  const claim: AuthContext['identities']['claim'] = async (identity) => {
    const known = await identities.ofPhone(identity.phone, identity.kind);
    if (!known) await identities.claim(identity);
    return known ?? identity;
  };
  return { identities: { ...identities, claim } };
}

/** Whoever follows the link takes it, in a session of their own. */
function untaken({ staff, effects }: AuthContext): Partial<AuthContext> {
  const redeem: AuthContext['staff']['links']['redeem'] = async (hash) => {
    const link = await staff.links.redeem(hash, 'any');
    return link && { ...link, session_id: `session_${effects.ids.uuid()}` };
  };
  return { staff: { ...staff, links: { ...staff.links, redeem } } };
}

function anySession({ challenges, effects }: AuthContext): Partial<AuthContext> {
  const answer: AuthContext['challenges']['answer'] = async (id, judge) => {
    const answered = await challenges.answer(id, judge);
    if (!answered) return undefined;
    return { ...answered, challenge: { ...answered.challenge, session_id: `session_${effects.ids.uuid()}` } };
  };
  return { challenges: { ...challenges, answer } };
}

/** Each verdict is that on the challenge as it was read, whoever was faster. */
function uncounted({ challenges }: AuthContext): Partial<AuthContext> {
  const answer: AuthContext['challenges']['answer'] = async (id, judge) => {
    let first: ReturnType<typeof judge> | undefined;
    const answered = await challenges.answer(
      id,
      (challenge) => (first ??= judge(challenge)) && judge(challenge),
    );
    return answered && { ...answered, verdict: first?.verdict ?? answered.verdict };
  };
  return { challenges: { ...challenges, answer } };
}

function graceless(): Base {
  const { sessions } = base.config.current;
  const current = { ...base.config.current, sessions: { ...sessions, graceMs: -1 } };
  return { ...base, config: { ...base.config, current } };
}
