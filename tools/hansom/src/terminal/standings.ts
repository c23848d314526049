/** Where each of many stands: those that events told of, and those that were listed once. */
export class Standings<S> {
  private readonly states = new Map<string, S>();
  /** Those that were over before the list came: it may be older than that. */
  private over: Set<string> | undefined = new Set();

  /** Undefined: it is over. */
  tell(id: string, state: S | undefined): void {
    if (state !== undefined) {
      this.states.set(id, state);
      return;
    }
    this.states.delete(id);
    this.over?.add(id);
  }

  /** What stood before the first event. To be called once; events are newer. */
  list(rows: Iterable<readonly [id: string, state: S | undefined]>): void {
    for (const [id, state] of rows) {
      if (state !== undefined && !this.states.has(id) && !this.over?.has(id)) this.states.set(id, state);
    }
    this.over = undefined;
  }

  count(): Map<S, number> {
    const counts = new Map<S, number>();
    for (const state of this.states.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
    return counts;
  }
}
