import { type EventEnvelope, shardOf } from '@hansom/platform-schedule';

import { type Audience, type Bus, type BusSubscription, type Deliver } from '../bus.ts';
import { Mailbox, type MailboxOptions } from './mailbox.ts';

interface Member {
  readonly audience: Audience;
  readonly mailbox: Mailbox;
}

const DEFAULTS: MailboxOptions = { capacity: 10_000, window: 1_024 };

/** The bus of one process: memory, bounded for each subscriber. It is never away, so it never resets by itself. */
export class InProcessBus implements Bus {
  private readonly topics = new Map<string, Set<Member>>();
  private readonly watchers = new Set<() => void>();
  private readonly options: MailboxOptions;

  constructor(options: Partial<MailboxOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
  }

  async publish(envelope: EventEnvelope): Promise<void> {
    const members = this.topics.get(envelope.topic);
    if (!members) return;
    for (const { mailbox } of receivers(members, envelope.key)) mailbox.put(envelope);
  }

  subscribe(topic: string, audience: Audience, deliver: Deliver): BusSubscription {
    const members = this.topics.get(topic) ?? new Set();
    this.topics.set(topic, members);
    const mailbox = new Mailbox(deliver, this.options, () => members.delete(member));
    const member: Member = { audience, mailbox };
    members.add(member);
    return mailbox;
  }

  onReset(action: () => void): () => void {
    const own = (): void => action();
    this.watchers.add(own);
    return () => void this.watchers.delete(own);
  }

  /** Forgets what waits, as a bus does that starts anew. */
  reset(): void {
    for (const watcher of this.watchers) watcher();
  }

  async close(): Promise<void> {
    const members = [...this.topics.values()].flatMap((all) => [...all]);
    await Promise.all(members.map(({ mailbox }) => mailbox.close()));
  }
}

/** All who listen by themselves, and of each group the member that gets all of this aggregate, so that its order is kept. */
function receivers(members: ReadonlySet<Member>, key: string): Member[] {
  const groups = new Map<string, Member[]>();
  const chosen: Member[] = [];
  for (const member of members) {
    if (member.audience === 'broadcast') chosen.push(member);
    else groups.set(member.audience.group, [...(groups.get(member.audience.group) ?? []), member]);
  }
  for (const group of groups.values()) {
    const member = group[shardOf(key, group.length)];
    if (member) chosen.push(member);
  }
  return chosen;
}
