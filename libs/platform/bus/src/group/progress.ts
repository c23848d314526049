import { type Effects, type Millis } from '@hansom/platform-context';
import { type ContendedTable, type Engine, openTable } from '@hansom/platform-store';

import { KnownVersions } from './known-versions.ts';
import { handledTable, positionsTable } from './tables.ts';

/** Longer than an owner's outbox is kept, so that a walk never comes upon what was forgotten. */
const HANDLED_TTL_MS: Millis = 8 * 86_400_000;

/** How far an ordered group has come with each aggregate. */
export class Positions {
  private readonly table: ContendedTable<typeof positionsTable>;
  private readonly known = new KnownVersions();

  constructor(
    engine: Engine,
    effects: Effects,
    private readonly group: string,
  ) {
    this.table = openTable(engine, positionsTable, effects);
  }

  /** Read serially: another instance may have been here. 0: nothing was seen yet. */
  async of(key: string): Promise<number> {
    const row = await this.table.get({ group: this.group, key });
    return this.noted(key, row?.version ?? 0);
  }

  /** Goes on from one version to a later one, unless another did; tells where it stands. */
  async advance(key: string, step: { from: number; to: number }): Promise<number> {
    const at = { group: this.group, key };
    const { from, to } = step;
    const written =
      from === 0
        ? await this.table.insertIfAbsent({ ...at, version: to })
        : await this.table.compareAndSet(at, { expect: { version: from }, set: { version: to } });
    return written.applied ? this.noted(key, to) : this.of(key);
  }

  async isReached(key: string, version: number): Promise<boolean> {
    return this.known.of(key) >= version || (await this.of(key)) >= version;
  }

  private noted(key: string, version: number): number {
    this.known.note(key, version);
    return version;
  }
}

/** Which events an idempotent group has handled. */
export class Handled {
  private readonly table: ContendedTable<typeof handledTable>;
  private readonly known = new KnownVersions();

  constructor(
    engine: Engine,
    private readonly effects: Effects,
    private readonly group: string,
  ) {
    this.table = openTable(engine, handledTable, effects);
  }

  async isReached(key: string, version: number): Promise<boolean> {
    if (this.known.of(knownKey(key, version)) > 0) return true;
    const row = await this.table.get({ group: this.group, key, version });
    if (row) this.known.note(knownKey(key, version), 1);
    return row !== undefined;
  }

  async add(key: string, version: number): Promise<void> {
    const row = { group: this.group, key, version, by: this.effects.ids.uuid() };
    await this.table.insertIfAbsent(row, { ttlMs: HANDLED_TTL_MS });
    this.known.note(knownKey(key, version), 1);
  }
}

function knownKey(key: string, version: number): string {
  return `${key}#${version}`;
}
