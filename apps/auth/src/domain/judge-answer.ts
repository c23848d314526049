import { type Instant } from '@hansom/platform-context';

import { type Challenge, type Purpose } from '../store/challenges.ts';

/** What an answer makes of a challenge. `right` and `wrong` change it, which is told only once it is written. */
export type Judgement =
  | { verdict: 'right' | 'wrong'; set: Pick<Challenge, 'wrong_answers' | 'answered_at'> }
  | { verdict: 'right again' | 'refused' };

export interface Answer {
  isRight: boolean;
  purpose: Purpose;
  now: Instant;
  /** With so many wrong answers even the right one is refused. */
  mostWrong: number;
}

/** Judges one answer. Wrong ones count after the right one as well: a code that was used is no easier to guess. */
export function judgeAnswer(challenge: Challenge, { isRight, purpose, now, mostWrong }: Answer): Judgement {
  const { wrong_answers, answered_at } = challenge;
  const isOpen = now < challenge.expires_at && wrong_answers < mostWrong;
  if (!isOpen || challenge.purpose !== purpose) return { verdict: 'refused' };
  if (!isRight) {
    return { verdict: 'wrong', set: { wrong_answers: wrong_answers + 1, answered_at } };
  }
  if (answered_at !== undefined) return { verdict: 'right again' };
  return { verdict: 'right', set: { wrong_answers, answered_at: now } };
}
