import { type MonotonicInstant } from '@hansom/platform-context';

/** Which version of each thing is known: what is older changes nothing, whichever way it came. */
export class Versions {
  private readonly live = new Map<string, number>();
  private readonly over = new Map<string, { version: number; since: MonotonicInstant }>();

  /** Whether it is news: then it is what is known from now on. */
  learn(id: string, version: number, { over, now }: { over: boolean; now: MonotonicInstant }): boolean {
    if (version <= (this.live.get(id) ?? this.over.get(id)?.version ?? -1)) return false;
    this.live.delete(id);
    this.over.delete(id);
    if (over) this.over.set(id, { version, since: now });
    else this.live.set(id, version);
    return true;
  }

  /** Of what is not over. */
  ids(): string[] {
    return [...this.live.keys()];
  }

  /** Forgets what was over before that moment. */
  forget(before: MonotonicInstant): void {
    for (const [id, { since }] of this.over) {
      if (since >= before) return; // they are in the order in which they ended
      this.over.delete(id);
    }
  }
}
