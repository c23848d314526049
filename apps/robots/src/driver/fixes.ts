import { type DriverApiClient } from '@hansom/client-driver-api';
import { type Random } from '@hansom/platform-context';

import { Backoff } from '../domain/backoff.ts';
import { noisy } from '../domain/chance.ts';
import { type Standing } from '../domain/journey.ts';

type SentFix = Parameters<DriverApiClient['sendPositions']>[0]['body']['fixes'][number];

const MOST_AT_ONCE = 100;
/** A phone keeps as much as an hour in a tunnel. */
const MOST_KEPT = 2_000;

/** What a phone does with positions: takes one in a while, sends them together, keeps what was not acknowledged. */
export class Fixes {
  private kept: SentFix[] = [];
  private seq: number;
  private nextAt = 0;
  private sending = false;
  private ackSeq = 0;
  /** When the last one that was acknowledged was taken. */
  private ackedAt = 0;
  /** City time between two. */
  intervalMs = 5_000;

  private readonly backoff: Backoff;

  constructor(
    private readonly random: Random,
    private readonly options: { time: { now(): number }; noiseMetres: number },
  ) {
    // Rises over restarts too: never more than one a second is taken.
    this.seq = Math.floor(options.time.now() / 1000);
    this.backoff = new Backoff(random, options.time);
  }

  /** Of the last position that was acknowledged. */
  get lastSeq(): number {
    return this.ackSeq;
  }

  /** Whether a position that was taken then, or later, was acknowledged. */
  knownSince(time: number): boolean {
    return this.ackedAt >= time;
  }

  /** Takes a position if it is time for one; true when it did. */
  take(now: number, standing: Standing): boolean {
    if (now < this.nextAt) return false;
    this.nextAt = now + this.intervalMs;
    this.seq += 1;
    this.kept.push({
      seq: this.seq,
      at: new Date(now).toISOString(),
      position: noisy(this.random, standing.at, this.options.noiseMetres),
      accuracyMetres: 5 + 10 * this.random.next(),
      speedMetresPerSecond: standing.metresPerSecond,
      bearingDegrees: standing.bearingDegrees,
    });
    if (this.kept.length > MOST_KEPT) this.kept.shift();
    return true;
  }

  /** Sends what is kept, if there is enough of it and nothing is on its way. What fails is kept, and sent again after a while. */
  async send(api: DriverApiClient, { atLeast }: { atLeast: number }): Promise<void> {
    if (this.sending || this.kept.length < atLeast || this.backoff.remainingMs > 0) return;
    this.sending = true;
    try {
      const answer = await api.sendPositions({ body: { fixes: this.kept.slice(0, MOST_AT_ONCE) } });
      this.acknowledged(answer.ackSeq);
      this.intervalMs = Math.max(1_000, answer.nextIntervalMs);
      this.backoff.succeeded();
    } catch (error) {
      this.backoff.failed();
      throw error;
    } finally {
      this.sending = false;
    }
  }

  private acknowledged(ackSeq: number): void {
    const last = this.kept.findLast(({ seq }) => seq <= ackSeq);
    if (!last) return;
    this.ackSeq = last.seq;
    this.ackedAt = Date.parse(last.at);
    this.kept = this.kept.filter(({ seq }) => seq > ackSeq);
  }
}
