import { type Answer, type OutgoingCall, type OutgoingRequest, type Pipe } from '../transport.ts';
import { type DrainableChannel, type Link } from './channel.ts';
import { NO_LINK } from './no-link.ts';

type Watch = (onChange: (addresses: readonly string[]) => void) => () => void;

/** Follows addresses: when they change, a new channel takes over and the old one finishes its calls. */
export class FollowedChannel implements Link {
  private channel: DrainableChannel | undefined;
  /** Calls that came before the first addresses; undefined once those are known. */
  private waiting: Set<() => void> | undefined = new Set();
  private addresses = '';
  private readonly unwatch: () => void;

  constructor(
    watch: Watch,
    private readonly channelTo: (target: string) => DrainableChannel,
  ) {
    this.unwatch = watch((addresses) => this.follow(addresses));
  }

  send(request: OutgoingRequest, deadline: number, answer: Answer): () => void {
    return this.soon((link) => link.send(request, deadline, answer));
  }

  open(call: OutgoingCall, deadline: number, use: (pipe: Pipe) => void): () => void {
    return this.soon((link) => link.open(call, deadline, use));
  }

  retire(): void {
    this.leave((channel) => channel.retire());
  }

  close(): void {
    this.leave((channel) => channel.close());
  }

  private leave(how: (channel: DrainableChannel) => void): void {
    this.unwatch();
    if (this.channel) how(this.channel);
    this.channel = undefined;
    this.start();
  }

  private soon(begin: (link: Link) => () => void): () => void {
    const { waiting } = this;
    if (!waiting) return begin(this.channel ?? NO_LINK);
    let giveUp: (() => void) | undefined;
    const start = (): void => {
      giveUp = begin(this.channel ?? NO_LINK);
    };
    waiting.add(start);
    return () => {
      waiting.delete(start);
      giveUp?.();
    };
  }

  private follow(addresses: readonly string[]): void {
    const sorted = [...new Set(addresses)].sort();
    if (sorted.join() !== this.addresses) this.swap(sorted);
    this.start();
  }

  private swap(addresses: readonly string[]): void {
    this.addresses = addresses.join();
    this.channel?.retire();
    this.channel = addresses.length > 0 ? this.channelTo(targetOf(addresses)) : undefined;
  }

  private start(): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.forEach((start) => start());
  }
}

function targetOf(addresses: readonly string[]): string {
  const family = addresses[0]?.startsWith('[') ? 'ipv6' : 'ipv4';
  return `${family}:${addresses.join(',')}`;
}
