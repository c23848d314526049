import { type Bounds, type Records, type StoredRecord } from './records.ts';
import { canonical } from './values.ts';

interface Versions {
  current: StoredRecord | undefined;
  previous: StoredRecord | undefined;
}

/** Records in memory, in key order, each with the one it replaced. Keys are held as one character a byte. */
export class MemoryTable {
  private readonly keys: string[] = [];
  private readonly entries = new Map<string, Versions>();

  /** `stale`: every record is seen as it was before its last write. */
  view(stale: boolean): Records {
    const seen = (key: string): StoredRecord | undefined =>
      this.entries.get(key)?.[stale ? 'previous' : 'current'];
    return {
      get: (key) => seen(textOf(key)),
      set: (key, record) => this.write(textOf(key), record),
      remove: (key) => this.write(textOf(key), undefined),
      scan: (bounds) => this.scan(bounds, seen),
    };
  }

  /** Canonical text of the contents; `history`: of what stale reads would see as well. */
  snapshot(history: boolean): string {
    const lines = this.keys.flatMap((key) => {
      const entry = this.entries.get(key);
      if (!entry?.current && !(history && entry?.previous)) return [];
      return [canonical([key, history ? entry : entry.current])];
    });
    return lines.join('\n');
  }

  private write(key: string, record: StoredRecord | undefined): void {
    const before = this.entries.get(key);
    if (!before) this.keys.splice(this.position(key), 0, key);
    this.entries.set(key, { current: record, previous: before?.current });
  }

  private *scan(
    bounds: Bounds,
    seen: (key: string) => StoredRecord | undefined,
  ): Generator<{ key: Uint8Array; record: StoredRecord }> {
    const start = this.position(textOf(bounds.from));
    const end = bounds.before ? this.position(textOf(bounds.before)) : this.keys.length;
    const keys = this.keys.slice(start, end);
    for (const key of bounds.reverse ? keys.reverse() : keys) {
      const record = seen(key);
      if (record) yield { key: Buffer.from(key, 'latin1'), record };
    }
  }

  /** Index of the first key that is not below this one. */
  private position(key: string): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function textOf(key: Uint8Array): string {
  return Buffer.from(key).toString('latin1');
}
