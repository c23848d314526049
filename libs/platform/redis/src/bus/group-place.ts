import { type Redis } from 'ioredis';

import { type RedisLink } from '../link/redis-link.ts';
import { isReply } from '../link/reply-error.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { type Entry } from './fields.ts';
import { type Place } from './place.ts';
import {
  deliveriesFrom,
  entriesFrom,
  entriesOfStream,
  groupFrom,
  type Member,
  membersFrom,
} from './replies.ts';

export interface GroupPlaceOptions {
  readonly link: RedisLink;
  readonly stream: string;
  /** Where entries go that are of no use. */
  readonly graveyard: string;
  readonly group: string;
  /** This member. No other has the name, ever. */
  readonly member: string;
}

/** An entry that was handed out so often and never answered ends whoever takes it. */
const MOST_DELIVERIES = 5;
/** What is taken over at once of a member that died. */
const TAKEN_AT_ONCE = 256;
/** After all entries that there will be. (The greatest number of all is how Redis keeps `>`, and would take what is new.) */
const AFTER_ALL = '18446744073709551614-0';
/** Dead letters that are kept for people to look at. */
const MOST_BURIED = 1_000;

/** KEYS: stream, graveyard. ARGV: group, id, how many are kept, then the fields. */
const BURY = `
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[3], '*', unpack(ARGV, 4))
return redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])`;

/** KEYS: stream. ARGV: group, member. In one step: what Redis was just about to hand it would be lost with it. */
const LEAVE = `
if #redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2]) > 0 then return 0 end
redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
return 1`;

/** One member of a group: Redis hands each entry to one of them, and remembers it until it is answered. */
export class GroupPlace implements Place {
  figures: Place['figures'];
  private readonly acks: Acknowledgements;
  /** Up to where its own unanswered entries are read again; undefined: they are, and new ones come. */
  private again: string | undefined;

  constructor(private readonly options: GroupPlaceOptions) {
    this.acks = new Acknowledgements((ids) => this.acknowledge(ids));
  }

  /** New groups begin with what comes now. A member that was there before gets what it had not answered once more: an answer may have been lost. */
  async take(): Promise<void> {
    const { link, stream, group } = this.options;
    try {
      await link.ask((redis) => redis.xgroup('CREATE', stream, group, '$', 'MKSTREAM'));
    } catch (error) {
      if (!isReply(error, 'BUSYGROUP')) throw error;
    }
    this.again = '0';
  }

  async read(reader: Redis, most: number): Promise<Entry[]> {
    if (this.again === undefined) return this.readFrom(reader, '>', most);
    const entries = await this.readFrom(reader, this.again, most);
    this.again = entries.at(-1)?.id;
    return entries;
  }

  answered(id: string): void {
    this.acks.add(id);
  }

  async bury({ id, fields }: Entry, reason: string): Promise<void> {
    const { link, stream, graveyard, group } = this.options;
    const about = ['buriedFrom', stream, 'buriedBy', group, 'buriedAs', id, 'reason', reason];
    await link.ask((redis) =>
      redis.eval(BURY, 2, stream, graveyard, group, id, MOST_BURIED, ...about, ...fields),
    );
  }

  /** Tells how the group is doing, and takes over what dead members left behind. */
  async sweep(): Promise<Entry[]> {
    const { link, stream, group, member } = this.options;
    const { deadMs } = link.options.timings;
    this.acks.flush();
    await this.giveSign();
    this.figures = groupFrom(await link.ask((redis) => redis.xinfo('GROUPS', stream)), group);
    const members = membersFrom(await link.ask((redis) => redis.xinfo('CONSUMERS', stream, group)));
    const dead = members.filter(({ name, idleMs }) => name !== member && idleMs > deadMs);
    const taken: Entry[] = [];
    for (const one of dead) taken.push(...(await this.inherit(one))); // one after the other: others do the same
    return taken;
  }

  /** What it was handed and did not begin stays in its name: the others take it over, as from a dead member. */
  async leave(): Promise<void> {
    const { link, stream, group, member } = this.options;
    await this.acks.flush();
    if (this.acks.size > 0) return; // without the answers the others have to take over
    await link.ask((redis) => redis.eval(LEAVE, 1, stream, group, member)).catch(() => undefined); // it is found dead, then
  }

  private async readFrom(reader: Redis, from: string, most: number): Promise<Entry[]> {
    const { link, stream, group, member } = this.options;
    const { blockMs } = link.options.timings;
    return entriesOfStream(
      await reader.xreadgroupBuffer(
        ...(['GROUP', group, member] as const),
        ...(['COUNT', most, 'BLOCK', blockMs] as const),
        ...(['STREAMS', stream, from] as const),
      ),
    );
  }

  /**
   * Takes over what a dead member was handed. By member, not by age alone as XAUTOCLAIM does: what a live one has been busy with for long stays
   * with it.
   */
  private async inherit({ name, pending }: Member): Promise<Entry[]> {
    const { link, stream, group, member } = this.options;
    const { deadMs } = link.options.timings;
    if (pending === 0) {
      await link.ask((redis) => redis.xgroup('DELCONSUMER', stream, group, name));
      return [];
    }
    const left = deliveriesFrom(
      await link.ask((redis) => redis.xpending(stream, group, 'IDLE', deadMs, '-', '+', TAKEN_AT_ONCE, name)),
    );
    if (left.length === 0) return [];
    const ids = left.map(({ id }) => id);
    const taken = entriesFrom(
      await link.ask((redis) => redis.callBuffer('xclaim', stream, group, member, deadMs, ...ids)),
    );
    const worn = new Set(left.filter(({ deliveries }) => deliveries >= MOST_DELIVERIES).map(({ id }) => id));
    for (const entry of taken) if (worn.has(entry.id)) await this.bury(entry, 'ended whoever took it'); // rare
    return taken.filter(({ id }) => !worn.has(id));
  }

  /** Shows the others that it lives, though it may be waiting for long: it asks for those of its own entries that cannot be. */
  private async giveSign(): Promise<void> {
    const { link, stream, group, member } = this.options;
    await link.ask((redis) =>
      redis.xreadgroup('GROUP', group, member, 'COUNT', 1, 'STREAMS', stream, AFTER_ALL),
    );
  }

  private async acknowledge(ids: readonly string[]): Promise<void> {
    const { link, stream, group } = this.options;
    await link.ask((redis) => redis.xack(stream, group, ...ids));
  }
}
