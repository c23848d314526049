import { type Instant } from '@hansom/platform-context';

import { type Fix } from './domain/fix.ts';
import { type Job, traces as belongs } from './domain/job.ts';
import { impossible, isTooFast, type Rules } from './domain/judge.ts';
import { type JudgedFix } from './domain/track.ts';
import { type Traces } from './store/traces.ts';

interface Circumstances {
  readonly rules: Rules;
  readonly now: Instant;
}

/** Puts fixes into the traces of the trips to which they belong. */
export class TraceKeeper {
  constructor(private readonly traces: Traces) {}

  /** Resolves when all are stored: only then they may be acknowledged. */
  async keep(jobs: readonly Job[], judged: readonly JudgedFix[], asked: Circumstances): Promise<void> {
    await Promise.all(jobs.flatMap((job) => judged.map((one) => this.keepOne(job, one, asked))));
  }

  /** Puts in what came before the job was known. */
  async keepEarlier(job: Job, fixes: readonly Fix[]): Promise<void> {
    const own = fixes.filter(({ at }) => belongs(job, at));
    await Promise.all(own.map((fix) => this.traces.add(job, fix, { refused: false })));
  }

  private async keepOne(job: Job, { fix, refusal }: JudgedFix, asked: Circumstances): Promise<void> {
    const seen = fix.at === undefined ? nowhere(fix.seq, asked.now) : fix;
    if (!belongs(job, seen.at)) return;
    if (refusal === 'out_of_order') await this.keepLate(job, seen, asked);
    else await this.traces.add(job, seen, { refused: refusal !== undefined && refusal !== 'stale' });
  }

  /** A fix that came behind later ones: kept in a buffer, or sent again. */
  private async keepLate(job: Job, fix: Fix, { rules, now }: Circumstances): Promise<void> {
    if (impossible(fix, rules, now)) return;
    const { own, below, above } = await this.traces.around(job, fix.seq);
    if (own) return;
    const neighbours = [below?.fix, above?.fix].flatMap((one) => one ?? []);
    const refused = neighbours.some((other) => isTooFast(other, fix, rules));
    await this.traces.add(job, fix, { refused });
  }
}

/** What is kept under a number that came without a place or a time. */
function nowhere(seq: bigint, at: Instant): Fix {
  return { seq, at, lat: 0, lng: 0, accuracyMetres: -1, metresPerSecond: -1, bearingDegrees: -1 };
}
