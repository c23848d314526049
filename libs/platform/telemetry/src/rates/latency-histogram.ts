import { type Millis, type MonotonicInstant } from '@hansom/platform-context';

/** How long something took lately. The figures are zero when nothing was seen. */
export interface Latency {
  /** How far back it looks. */
  readonly windowMs: Millis;
  readonly count: number;
  readonly meanMs: Millis;
  readonly p50Ms: Millis;
  readonly p95Ms: Millis;
  readonly p99Ms: Millis;
}

/** Buckets are as wide as 1/32 of the power of two below them, so their middle is off by less than 1.6 %. */
const STEPS = 32;
const STEP_BITS = 5;
/** 2^27 us: 134 seconds. What took longer counts as that. */
const LONGEST_US = 2 ** 27 - 1;
const BUCKETS = bucketOf(LONGEST_US) + 1;

const TURNS = 6;
const TURN_MS = 20_000;

/**
 * Durations of the last 100 to 120 seconds, in log-linear buckets (as in HdrHistogram): a percentile is within 2 %, or within 1 us
 * where it is below 32 us. 18 KB; recording allocates nothing. Old ones leave in six turns, told by whoever asks: no timer.
 */
export class LatencyHistogram {
  private readonly cells = new Uint32Array(TURNS * BUCKETS);
  private readonly counts = new Float64Array(TURNS);
  private readonly sums = new Float64Array(TURNS);
  private count = 0;
  private sum = 0;
  private turn: number;

  constructor(private readonly madeAt: MonotonicInstant) {
    this.turn = turnOf(madeAt);
  }

  record(ms: Millis, now: MonotonicInstant): void {
    this.advance(now);
    const slot = this.turn % TURNS;
    const us = ms > 0 ? Math.min(LONGEST_US, Math.floor(ms * 1000)) : 0;
    bump(this.cells, slot * BUCKETS + bucketOf(us), 1);
    bump(this.counts, slot, 1);
    bump(this.sums, slot, ms);
    this.count += 1;
    this.sum += ms;
  }

  /** Undefined when nothing was seen lately. Costs nothing to speak of. */
  meanMs(now: MonotonicInstant): Millis | undefined {
    this.advance(now);
    return this.count > 0 ? this.sum / this.count : undefined;
  }

  read(now: MonotonicInstant): Latency {
    const meanMs = this.meanMs(now) ?? 0;
    const oldest = Math.max(this.madeAt, (this.turn - TURNS + 1) * TURN_MS);
    const [p50Ms = 0, p95Ms = 0, p99Ms = 0] = this.percentiles([0.5, 0.95, 0.99]);
    return { windowMs: now - oldest, count: this.count, meanMs, p50Ms, p95Ms, p99Ms };
  }

  /** Ascending shares in, as many milliseconds out. */
  private percentiles(shares: readonly number[]): Millis[] {
    const found: Millis[] = [];
    let seen = 0;
    for (let bucket = 0; bucket < BUCKETS && found.length < shares.length; bucket += 1) {
      for (let slot = 0; slot < TURNS; slot += 1) seen += this.cells[slot * BUCKETS + bucket] ?? 0;
      while (seen > 0 && seen >= (shares[found.length] ?? Infinity) * this.count)
        found.push(middleOf(bucket) / 1000);
    }
    return found;
  }

  private advance(now: MonotonicInstant): void {
    const turn = turnOf(now);
    if (turn <= this.turn) return;
    for (let old = Math.max(this.turn + 1, turn - TURNS + 1); old <= turn; old += 1) this.clear(old % TURNS);
    this.turn = turn;
  }

  private clear(slot: number): void {
    this.count -= this.counts[slot] ?? 0;
    this.counts[slot] = 0;
    this.sums[slot] = 0;
    this.sum = this.sums.reduce((sum, each) => sum + each, 0); // not subtracted: rounding would stay for ever
    this.cells.fill(0, slot * BUCKETS, (slot + 1) * BUCKETS);
  }
}

function turnOf(now: MonotonicInstant): number {
  return Math.floor(now / TURN_MS);
}

function bump(values: Uint32Array | Float64Array, index: number, by: number): void {
  values[index] = (values[index] ?? 0) + by;
}

/** Whole microseconds below 32 have a bucket each; above, each power of two has 32. */
function bucketOf(us: number): number {
  if (us < STEPS) return us;
  const shift = 31 - Math.clz32(us) - STEP_BITS;
  return shift * STEPS + (us >>> shift);
}

/** The middle of what falls into the bucket, in microseconds. */
function middleOf(bucket: number): number {
  if (bucket < 2 * STEPS) return bucket + 0.5;
  const shift = Math.floor(bucket / STEPS) - 1;
  return (bucket - shift * STEPS + 0.5) * 2 ** shift;
}
