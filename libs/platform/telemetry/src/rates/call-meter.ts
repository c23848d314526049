import { type Millis, type Monotonic, type MonotonicInstant } from '@hansom/platform-context';

import { type Failure } from '../failure.ts';
import { Durations } from './durations.ts';
import { type Latency, LatencyHistogram } from './latency-histogram.ts';
import { type PerSecond, RateMeter } from './rate-meter.ts';

/** How often calls ended in one way. */
export interface OutcomeRates {
  /** Since the process began. */
  readonly count: number;
  readonly perSecond: PerSecond;
}

/** How calls went. */
export interface CallRates {
  readonly success: OutcomeRates;
  /** Refused, or given up, because of the caller. Never a sign of ill health. */
  readonly callersFault: OutcomeRates;
  readonly failure: OutcomeRates;
  /** Of successes and failures; a stream's is that of its opening. */
  readonly latency: Latency;
}

/** Measures the calls of one RPC, as its server or as one of its callers sees them. */
export class CallMeter {
  readonly durations = new Durations();
  private readonly success: RateMeter;
  private readonly callersFault: RateMeter;
  private readonly failure: RateMeter;
  private readonly latency: LatencyHistogram;

  constructor(private readonly monotonic: Monotonic) {
    const now = monotonic.now();
    this.success = new RateMeter(now);
    this.callersFault = new RateMeter(now);
    this.failure = new RateMeter(now);
    this.latency = new LatencyHistogram(now);
  }

  /** A call with `peer` that ends now. */
  record(startedAt: MonotonicInstant, peer: string, failure: Failure | undefined): void {
    const now = this.monotonic.now();
    const ms = now - startedAt;
    this.durations.record(ms, peer, failure?.code ?? '');
    this.meterOf(failure).mark(now);
    if (!failure?.callersFault) this.latency.record(ms, now);
  }

  /** Of successes and failures of the last two minutes; undefined when there were none. */
  meanMs(): Millis | undefined {
    return this.latency.meanMs(this.monotonic.now());
  }

  read(): CallRates {
    const now = this.monotonic.now();
    return {
      success: outcome(this.success, now),
      callersFault: outcome(this.callersFault, now),
      failure: outcome(this.failure, now),
      latency: this.latency.read(now),
    };
  }

  private meterOf(failure: Failure | undefined): RateMeter {
    if (!failure) return this.success;
    return failure.callersFault ? this.callersFault : this.failure;
  }
}

function outcome(meter: RateMeter, now: MonotonicInstant): OutcomeRates {
  return { count: meter.count, perSecond: meter.perSecond(now) };
}
