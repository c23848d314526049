import { type Instant } from '@hansom/platform-context';

import { type Fix, type NoFix } from './domain/fix.ts';
import { isInHand, isOfTrip, type Job, traces as belongs } from './domain/job.ts';
import { impossible, type Rules } from './domain/judge.ts';
import { type TraceRow } from './domain/trace-page.ts';
import { type JudgedFix } from './domain/track.ts';
import { type Traces } from './store/traces.ts';
import { TraceRoom } from './trace-room.ts';

export interface Circumstances {
  readonly rules: Rules;
  readonly now: Instant;
}

/** As many rows tell where a car was last, and which number was judged last. */
const LATEST = 32;

/** A fix as it stands in a trace. */
interface Row {
  readonly fix: Fix;
  readonly refused: boolean;
}

/**
 * Puts fixes into the traces of the trips to which they belong: all that may be true by themselves as they are, of the others that their number
 * is not missing. Whether they follow each other is judged by whoever reads, so it is the same in whatever order they come. What comes when a trace
 * is full is left out.
 */
export class TraceKeeper {
  private readonly room: TraceRoom;

  constructor(private readonly traces: Traces) {
    this.room = new TraceRoom(traces);
  }

  /** Resolves when all are stored: only then they may be acknowledged. `known`: the highest number that was judged before. */
  async keep(
    jobs: readonly Job[],
    judged: readonly JudgedFix[],
    asked: Circumstances & { known: bigint },
  ): Promise<void> {
    const isNew = ({ fix, refusal }: JudgedFix) => refusal !== 'out_of_order' && fix.seq > asked.known;
    const news = judged.filter(isNew).map(({ fix }) => fix);
    const late = judged.filter((one) => !isNew(one)).map(({ fix }) => fix);
    await Promise.all(jobs.map((job) => this.add(job, this.rowsOf(job, news, asked))));
    // Only then: what came twice in one batch is there when it comes late.
    await Promise.all(jobs.map((job) => this.addMissing(job, late, asked)));
  }

  /** Puts in what came of the trip before the job was known. */
  keepEarlier(job: Job, fixes: readonly (Fix | NoFix)[], asked: Circumstances): Promise<void> {
    const ofTrip = fixes.filter(({ at }) => !at || isOfTrip(job, at));
    return this.addMissing(job, ofTrip, asked);
  }

  /** The last rows of a trace, by rising number. */
  latest(job: Job): Promise<TraceRow[]> {
    return this.traces.latest(job, { limit: LATEST });
  }

  /** Rows are never changed: what came first under a number stays. */
  private async addMissing(job: Job, fixes: readonly (Fix | NoFix)[], asked: Circumstances): Promise<void> {
    const rows = this.rowsOf(job, firstOfEach(fixes), asked);
    const missing = await Promise.all(
      rows.map(async (row) => ((await this.traces.has(job, row.fix.seq)) ? [] : [row])),
    );
    await this.add(job, missing.flat());
  }

  private async add(job: Job, rows: readonly Row[]): Promise<void> {
    const fitting = await this.room.take(job, rows);
    try {
      await Promise.all(fitting.map(({ fix, refused }) => this.traces.add(job, fix, { refused })));
    } catch (error) {
      this.room.forget(job);
      throw error;
    }
  }

  /** What belongs to the job's trace: by its time, or where that cannot be true as long as the job is in hand. */
  private rowsOf(job: Job, fixes: readonly (Fix | NoFix)[], { rules, now }: Circumstances): Row[] {
    return fixes.flatMap((fix) => {
      const wrong = fix.at === undefined ? 'invalid' : impossible(fix, rules, now);
      const isTimeless = fix.at === undefined || wrong === 'future';
      if (!(isTimeless ? isInHand(job, now) : belongs(job, fix.at))) return [];
      return [{ fix: fix.at === undefined ? nowhere(fix.seq, now) : fix, refused: wrong !== undefined }];
    });
  }
}

function firstOfEach(fixes: readonly (Fix | NoFix)[]): (Fix | NoFix)[] {
  const seen = new Set<bigint>();
  return fixes.filter(({ seq }) => !seen.has(seq) && seen.add(seq));
}

/** What is kept under a number that came without a place or a time. */
function nowhere(seq: bigint, at: Instant): Fix {
  return { seq, at, lat: 0, lng: 0, accuracyMetres: -1, metresPerSecond: -1, bearingDegrees: -1 };
}
