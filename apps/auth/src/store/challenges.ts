import { type Ids, type Millis } from '@hansom/platform-context';
import {
  type ContendedTable,
  contendedTable,
  int,
  optional,
  type RowOf,
  text,
  timestamp,
} from '@hansom/platform-store';

import { type Judgement } from '../domain/judge-answer.ts';

/** Codes that were sent. What a right answer makes has its ids from here, so that a repeat makes the same. */
export const challengesTable = contendedTable({
  name: 'challenges',
  partition: { challenge_id: text() },
  columns: {
    /** Of whoever wrote it last, and never the same: two who count at once are told apart. */
    stamp: text(),
    phone: text(),
    purpose: text<Purpose>(),
    code_hash: text(),
    expires_at: timestamp(),
    wrong_answers: int(),
    answered_at: optional(timestamp()),
    session_id: text(),
    account_uuid: text(),
  },
});

export type Purpose = 'rider' | 'driver';
export type Challenge = RowOf<typeof challengesTable.partition & typeof challengesTable.columns>;

export interface Challenges {
  add(challenge: Challenge): Promise<void>;
  /** Counts an answer before its verdict is known to anybody, so racing guesses are as few as others. Undefined: no such challenge. */
  answer(id: string, judge: (challenge: Challenge) => Judgement): Promise<Answered | undefined>;
}

export interface Answered {
  verdict: Judgement['verdict'];
  challenge: Challenge;
}

const KEPT_MS: Millis = 24 * 60 * 60 * 1000;

export function challenges(table: ContendedTable<typeof challengesTable>, ids: Ids): Challenges {
  return { add, answer };

  async function add(challenge: Challenge): Promise<void> {
    await table.insertIfAbsent(challenge, { ttlMs: KEPT_MS });
  }

  async function answer(
    challenge_id: string,
    judge: (challenge: Challenge) => Judgement,
  ): Promise<Answered | undefined> {
    let challenge = await table.get({ challenge_id });
    // Who loses a race has seen another answer being counted, of which there are only so many.
    while (challenge) {
      const judgement = judge(challenge);
      if (!('set' in judgement)) return { verdict: judgement.verdict, challenge };
      const set = { ...judgement.set, stamp: ids.uuid() };
      const change = { expect: { stamp: challenge.stamp }, set };
      const written = await table.compareAndSet({ challenge_id }, change, { ttlMs: KEPT_MS });
      if (written.applied) return { verdict: judgement.verdict, challenge };
      challenge = written.current;
    }
    return undefined;
  }
}
