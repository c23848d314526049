import { HansomError } from '@hansom/platform-errors';

import { type AuthContext } from './context.ts';
import { judgeAnswer } from './domain/judge-answer.ts';
import { isSame, type Secret } from './secrets/installation-secret.ts';
import { type Challenge, type Purpose } from './store/challenges.ts';

/** The challenge that a right code answers, now or again. Throws `auth.code_refused` for all else, whatever it was. */
export async function answerChallenge(
  ctx: AuthContext,
  purpose: Purpose,
  { challengeId, code }: { challengeId: string; code: string },
): Promise<Challenge> {
  const hash = codeHash(ctx.secret, challengeId, code);
  const { wrongAnswers: mostWrong } = ctx.config.current.codes;
  const answered = await ctx.challenges.answer(challengeId, (challenge) => {
    const isRight = isSame(challenge.code_hash, hash);
    return judgeAnswer(challenge, { isRight, purpose, now: ctx.effects.clock.now(), mostWrong });
  });
  if (answered?.verdict === 'right' || answered?.verdict === 'right again') return answered.challenge;
  throw codeRefused();
}

/** Six digits are guessed in no time by whoever has their hash: it takes the installation's secret to make one. */
export function codeHash(secret: Secret, challengeId: string, code: string): string {
  return secret.derive('code', challengeId, code);
}

export function codeRefused(): HansomError {
  return new HansomError('failed_precondition', 'auth.code_refused', {
    description: 'the code is wrong, was used or has expired',
  });
}
