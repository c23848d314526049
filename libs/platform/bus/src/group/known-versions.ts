/** What is known to be reached, for the newest keys: versions only rise, so what was true stays true. */
export class KnownVersions {
  private readonly versions = new Map<string, number>();

  /** `most` keys are remembered. */
  constructor(private readonly most = 10_000) {}

  /** 0: nothing is known. */
  of(key: string): number {
    return this.versions.get(key) ?? 0;
  }

  note(key: string, version: number): void {
    const known = this.of(key);
    this.versions.delete(key); // so that it becomes the newest
    this.versions.set(key, Math.max(known, version));
    if (this.versions.size <= this.most) return;
    const [oldest] = this.versions.keys();
    if (oldest !== undefined) this.versions.delete(oldest);
  }
}
