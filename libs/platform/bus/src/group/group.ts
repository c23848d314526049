import { type Effects, type Logger, type Millis } from '@hansom/platform-context';
import { type EventEnvelope } from '@hansom/platform-schedule';
import { type Engine } from '@hansom/platform-store';

import { type EventOwner } from '../owner/event-owner.ts';
import { type EventKind } from '../owner/wire.ts';
import { type Figures, noFigures } from './figures.ts';
import { type GroupKind, idempotentKind, orderedKind } from './group-kind.ts';
import { GroupMarks } from './group-marks.ts';
import { type GroupParts } from './group-parts.ts';
import { Lanes, type LanesOptions } from './lanes.ts';
import { type Order, type ParkedAt, Parking } from './parking.ts';
import { type ParkedRow } from './tables.ts';
import { Walk } from './walk.ts';

export interface GroupOptions {
  /** The service that listens. */
  readonly service: string;
  readonly kind: 'ordered' | 'idempotent';
  /** Whose events. */
  readonly of: EventKind;
  readonly effects: Effects;
  readonly engine: Engine;
  readonly owner: EventOwner;
  /** Has an event handled; rejects when that failed. */
  readonly handle: (envelope: EventEnvelope) => Promise<void>;
  readonly lanes?: Pick<LanesOptions, 'concurrency' | 'capacity'>;
  /** Specs replace parts of it, to show what they are good for. */
  readonly kindOf?: (engine: Engine, parts: GroupParts) => GroupKind;
}

/** How a group is doing. */
export interface GroupFigures extends Figures {
  /** Aggregates in memory. */
  readonly depth: number;
  /** Events for which there was no room. */
  readonly dropped: number;
  readonly parked: number;
  /** How far its mark is behind the present (real time). */
  readonly behindMs: Millis;
}

/** One service's listening to one kind of aggregate, on one of its instances. What it has reached it shares with the others by the store. */
export class Group {
  /** `booking/booking`. Unique in its service. */
  readonly name: string;
  private readonly counted = noFigures();
  private readonly parking: Parking;
  private readonly kind: GroupKind;
  private readonly lanes: Lanes;
  private readonly walk: Walk;
  private readonly log: Logger;

  constructor(private readonly options: GroupOptions) {
    const { service, of, engine, owner, handle } = options;
    const group = `${of.topic}/${of.aggregate}`;
    const effects = { ...options.effects, log: options.effects.log.with({ group }) };
    this.name = group;
    this.log = effects.log;
    const parking = new Parking(engine, effects, { service, group });
    const parts = { group, effects, owner, parking, figures: this.counted, handle };
    const { kindOf = options.kind === 'ordered' ? orderedKind : idempotentKind } = options;
    const kind = kindOf(engine, parts);
    const lanes = new Lanes({ ...options.lanes, effects, turn: kind.turn });
    const marks = new GroupMarks(engine, effects, group);
    this.walk = new Walk({ effects, owner, marks, kind, lanes });
    this.parking = parking;
    this.kind = kind;
    this.lanes = lanes;
  }

  get figures(): GroupFigures {
    const { depth, dropped } = this.lanes;
    return { ...this.counted, depth, dropped, parked: this.parking.size, behindMs: this.walk.behindMs };
  }

  /** Takes an event that a bus brought; those of other kinds are none of its business. Never rejects. */
  async deliver(envelope: EventEnvelope): Promise<void | 'left'> {
    if (envelope.aggregate === this.options.of.aggregate) return this.lanes.offer(envelope);
  }

  /** Goes on with what operators said, then walks from the mark to now. Throws when the store or the owner is away. */
  async round(): Promise<void> {
    const rows = await this.parking.load();
    for (const row of rows) if (row.status !== 'parked') await this.resume(row); // rare, and each its own aggregate
    await this.walk.round();
  }

  /** What is parked, by aggregate and version. */
  async parked(): Promise<ParkedRow[]> {
    return (await this.parking.load()).filter(({ status }) => status === 'parked');
  }

  /** Notes what an operator says, and begins to do it; what cannot be done now is done by a later round. Throws `<service>.not_parked`. */
  async order(order: Order, at: ParkedAt): Promise<void> {
    const row = await this.parking.order(order, at);
    this.log.info('an operator deals with a parked event', { order, ...at });
    this.resume(row).catch((error: unknown) =>
      this.log.warn('a parked event waits for the next round', { ...at, error }),
    );
  }

  /** Takes nothing more, and finishes what is being handled. Idempotent. */
  close(): Promise<void> {
    return this.lanes.close();
  }

  private async resume(row: ParkedRow): Promise<void> {
    if (row.status === 'skip') await this.kind.passOver(row);
    await this.lanes.visit(row.key, this.kind.after(row));
    if (await this.kind.isSettled(row)) await this.parking.done(row);
  }
}
