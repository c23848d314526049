import { type MonotonicInstant } from '@hansom/platform-context';

interface Here<T> {
  readonly item: T;
  readonly revision: number;
}

interface Gone {
  readonly revision: number;
  readonly since: MonotonicInstant;
}

/** What of many things is different from what somebody knew. */
export interface Difference<T> {
  readonly changed: T[];
  readonly gone: string[];
}

/** Things by their ids. Each change gives the thing the next revision; what went is remembered for a while, so that those who knew it are told. */
export class Tracked<T extends { readonly id: string }> {
  private readonly here = new Map<string, Here<T>>();
  private readonly gone = new Map<string, Gone>();

  constructor(private readonly nextRevision: () => number) {}

  get size(): number {
    return this.here.size;
  }

  get(id: string): T | undefined {
    return this.here.get(id)?.item;
  }

  *values(): Generator<T> {
    for (const { item } of this.here.values()) yield item;
  }

  put(item: T): void {
    this.gone.delete(item.id);
    this.here.set(item.id, { item, revision: this.nextRevision() });
  }

  remove(id: string, since: MonotonicInstant): void {
    if (this.here.delete(id)) this.gone.set(id, { revision: this.nextRevision(), since });
  }

  /** What was put after that revision, and what was removed after it. */
  after(revision: number): Difference<T> {
    const changed: T[] = [];
    for (const one of this.here.values()) if (one.revision > revision) changed.push(one.item);
    const gone: string[] = [];
    for (const [id, one] of this.gone) if (one.revision > revision) gone.push(id);
    return { changed, gone };
  }

  /** Forgets what went before that moment. Returns the newest revision that is forgotten by it: who knows less must be told everything. */
  forget(before: MonotonicInstant): number {
    let newest = 0;
    for (const [id, { since, revision }] of this.gone) {
      if (since >= before) break; // they are in the order in which they went
      newest = revision;
      this.gone.delete(id);
    }
    return newest;
  }
}
