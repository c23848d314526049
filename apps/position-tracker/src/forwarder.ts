import { type Effects, type Millis } from '@hansom/platform-context';
import { type Call, type CallScope, type ClientOf, during } from '@hansom/platform-rpc';
import { type GeosearchServiceDefinition, type IngestRequest } from '@hansom/proto-geosearch';
import { parseId, wordsOf } from '@hansom/shared-ids';

import { type Fix } from './domain/fix.ts';

/** A city's positions go as soon as there are so many, and else with the loop. */
const BATCH = 128;
/** More than this a city only wait where geosearch is away: the latest of each driver are enough. */
const MOST_WAITING = 5_000;
const SEND_MS: Millis = 2_000;
const E7 = 1e7;

export interface ForwarderOptions {
  geosearch: Pick<ClientOf<GeosearchServiceDefinition>, 'ingest'>;
  call(options: { deadlineMs: Millis }): CallScope;
  log: Effects['log'];
}

interface Lane {
  /** The latest of each driver. */
  waiting: Map<string, Fix>;
  sending: Promise<void> | undefined;
}

/**
 * Sends good fixes on to geosearch, in columns, one batch of a city at a time: what comes meanwhile is the next one. They are hints and are
 * soon followed by others, so what cannot be sent is dropped and counted.
 */
export class Forwarder {
  private readonly lanes = new Map<string, Lane>();
  readonly figures = { sent: 0, dropped: 0 };

  constructor(private readonly options: ForwarderOptions) {}

  get depth(): number {
    return [...this.lanes.values()].reduce((sum, { waiting }) => sum + waiting.size, 0);
  }

  forward(city: string, driverId: string, fix: Fix): void {
    const lane = this.lanes.get(city) ?? { waiting: new Map<string, Fix>(), sending: undefined };
    this.lanes.set(city, lane);
    if (lane.waiting.size >= MOST_WAITING && !lane.waiting.has(driverId)) this.figures.dropped += 1;
    else lane.waiting.set(driverId, fix);
    if (lane.waiting.size >= BATCH) void this.send(city, lane);
  }

  /** Sends what waits. Resolves when it has been sent or dropped. */
  async flush(): Promise<void> {
    await Promise.all([...this.lanes].map(([city, lane]) => this.send(city, lane)));
    for (const [city, { waiting, sending }] of this.lanes)
      if (waiting.size === 0 && !sending) this.lanes.delete(city);
  }

  private send(city: string, lane: Lane): Promise<void> {
    if (lane.sending) return lane.sending;
    lane.sending = this.sendAll(city, lane).finally(() => (lane.sending = undefined));
    return lane.sending;
  }

  private async sendAll(city: string, lane: Lane): Promise<void> {
    while (lane.waiting.size > 0) {
      const batch = [...lane.waiting].slice(0, BATCH);
      for (const [driverId] of batch) lane.waiting.delete(driverId);
      await this.sendBatch(city, batch); // one after the other, so that geosearch is never behind by more than one
    }
  }

  private async sendBatch(city: string, batch: readonly (readonly [string, Fix])[]): Promise<void> {
    const call = this.options.call({ deadlineMs: SEND_MS });
    try {
      await during(call, () => this.ingest(toColumns(city, batch), call));
      this.figures.sent += batch.length;
    } catch (error) {
      this.figures.dropped += batch.length;
      this.options.log.warn('positions were not forwarded', { city, count: batch.length, error });
    }
  }

  private async ingest(request: IngestRequest, call: Call): Promise<void> {
    if (request.driverHigh.length > 0) await this.options.geosearch.ingest(request, call);
  }
}

function toColumns(city: string, batch: readonly (readonly [string, Fix])[]): IngestRequest {
  const rows = batch.flatMap(([driverId, fix]) => {
    const parsed = parseId('driver', driverId);
    return parsed.ok ? [{ words: wordsOf(parsed.id).map(BigInt), fix }] : [];
  });
  return {
    city,
    driverHigh: rows.map(({ words: [a = 0n, b = 0n] }) => (a << 32n) | b),
    driverLow: rows.map(({ words: [, , c = 0n, d = 0n] }) => (c << 32n) | d),
    latE7: rows.map(({ fix }) => Math.round(fix.lat * E7)),
    lngE7: rows.map(({ fix }) => Math.round(fix.lng * E7)),
    bearingDegrees: rows.map(({ fix }) => fix.bearingDegrees),
    fixedAtMs: rows.map(({ fix }) => BigInt(fix.at)),
  };
}
