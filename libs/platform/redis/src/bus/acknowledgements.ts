const AT_ONCE = 500;

/** Answers to send, many at once. One that cannot be sent waits until the next is, or until somebody asks for it. */
export class Acknowledgements {
  private readonly waiting = new Set<string>();
  private sending: Promise<void> | undefined;

  constructor(private readonly send: (ids: readonly string[]) => Promise<void>) {}

  /** What is not sent yet. */
  get size(): number {
    return this.waiting.size;
  }

  add(id: string): void {
    this.waiting.add(id);
    void this.flush();
  }

  /** Resolves when all is sent that can be. Never rejects. */
  flush(): Promise<void> {
    this.sending ??= this.run().finally(() => (this.sending = undefined));
    return this.sending;
  }

  private async run(): Promise<void> {
    await Promise.resolve(); // what is answered in the same turn goes along
    while (this.waiting.size > 0) {
      const ids = [...this.waiting].slice(0, AT_ONCE);
      try {
        await this.send(ids);
      } catch {
        return;
      }
      for (const id of ids) this.waiting.delete(id);
    }
  }
}
