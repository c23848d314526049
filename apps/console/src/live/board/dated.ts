import { type Instant } from '@hansom/platform-context';

/** Facts of the latest time, one for each id: a fact that is told again replaces what was told of the same. */
export class Dated<T> {
  private readonly facts = new Map<string, { at: Instant; fact: T }>();

  /** `most`: beyond, those that were told first are forgotten. */
  constructor(private readonly most: number) {}

  put(id: string, at: Instant, fact: T): void {
    this.facts.delete(id);
    this.facts.set(id, { at, fact });
    const [oldest] = this.facts.keys();
    if (this.facts.size > this.most && oldest !== undefined) this.facts.delete(oldest);
  }

  /** Those from that moment on, in the order in which they were told. Earlier ones are forgotten. */
  since(moment: Instant): { at: Instant; fact: T }[] {
    for (const [id, { at }] of this.facts) if (at < moment) this.facts.delete(id);
    return [...this.facts.values()];
  }
}
