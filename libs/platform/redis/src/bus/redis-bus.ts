import { type Audience, type Bus, type BusSubscription, type Deliver } from '@hansom/platform-bus';
import { type EventEnvelope } from '@hansom/platform-schedule';

import { inTime } from '../link/in-time.ts';
import { type LinkEvent, type RedisLink } from '../link/redis-link.ts';
import { BroadcastPlace } from './broadcast-place.ts';
import { fieldsOf } from './fields.ts';
import { GroupPlace } from './group-place.ts';
import { Seat } from './seat.ts';

/** Events that a topic's stream keeps, more or less. A group that is further behind finds the rest by walking. */
const LONGEST_STREAM = 20_000;

/**
 * The bus between processes: a stream for each topic. Groups are its consumer groups, those who listen by themselves read it whole. It promises
 * nothing more than the port: a publisher that gets no answer sends again, and what is trimmed, or forgotten by Redis, is found by walking.
 */
export class RedisBus implements Bus {
  private readonly seats = new Map<string, Set<Seat>>();
  private readonly watchers = new Set<() => void>();
  private readonly process: string;
  private subscribed = 0;
  private readonly unwatch: () => void;
  private stopReminding: (() => void) | undefined;

  constructor(private readonly link: RedisLink) {
    this.process = link.options.effects.ids.uuid();
    this.unwatch = link.watch((event) => this.onLink(event));
    if (!link.isUp) this.remind();
  }

  async publish(envelope: EventEnvelope): Promise<void> {
    await this.seatedAt(envelope.topic);
    await this.link.ask((redis) =>
      redis.xadd(this.streamOf(envelope.topic), 'MAXLEN', '~', LONGEST_STREAM, '*', ...fieldsOf(envelope)),
    );
  }

  subscribe(topic: string, audience: Audience, deliver: Deliver): BusSubscription {
    const { link } = this;
    const seats = this.seats.get(topic) ?? new Set();
    this.seats.set(topic, seats);
    const seat = new Seat({
      ...{ link, topic, deliver, place: this.placeIn(topic, audience) },
      placed: () => this.tell(),
    });
    seats.add(seat);
    return {
      get depth() {
        return seat.depth;
      },
      get pending() {
        return seat.pending;
      },
      get dropped() {
        return seat.dropped;
      },
      close: async () => {
        await seat.close();
        seats.delete(seat);
      },
    };
  }

  onReset(action: () => void): () => void {
    const own = (): void => action();
    this.watchers.add(own);
    return () => void this.watchers.delete(own);
  }

  async close(): Promise<void> {
    this.unwatch();
    this.stopReminding?.();
    this.watchers.clear();
    await Promise.all(this.allSeats().map((seat) => seat.close()));
  }

  private placeIn(topic: string, audience: Audience): BroadcastPlace | GroupPlace {
    const { link } = this;
    const stream = this.streamOf(topic);
    if (audience === 'broadcast') return new BroadcastPlace(link, stream);
    const member = this.nextMember();
    return new GroupPlace({
      link,
      stream,
      group: audience.group,
      member,
      graveyard: link.key('bus', 'dead'),
    });
  }

  /** Each subscriber is a member of its own, also where one process has two of a group. */
  private nextMember(): string {
    return `${this.process}/${++this.subscribed}`;
  }

  private streamOf(topic: string): string {
    return this.link.key('bus', topic);
  }

  private onLink(event: LinkEvent): void {
    if (event === 'reset') this.begin();
    if (event === 'away') this.remind();
    if (event === 'up') this.stopReminding?.();
  }

  /** All take their places anew, and walk: now for what was forgotten, and again when they have them. */
  private begin(): void {
    this.allSeats().forEach((seat) => seat.again());
    this.tell();
  }

  /** While nothing comes by the bus, groups live by walking. */
  private remind(): void {
    const { effects, timings } = this.link.options;
    this.stopReminding = effects.timers.after(timings.walkMs, () => {
      this.tell();
      this.remind();
    });
  }

  /** Who subscribed before it publishes hears of it: a place is taken while nobody waits. */
  private async seatedAt(topic: string): Promise<void> {
    const { effects, timings } = this.link.options;
    const seated = [...(this.seats.get(topic) ?? [])].map((seat) => seat.seated);
    if (seated.length === 0 || !this.link.isUp) return;
    await inTime(effects.timers, timings.seatMs, Promise.all(seated)).catch(() => undefined); // then it walks
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }

  private allSeats(): Seat[] {
    return [...this.seats.values()].flatMap((seats) => [...seats]);
  }
}
