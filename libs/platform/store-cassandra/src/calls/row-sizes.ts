/** What a cell costs beside its value, about. */
const CELL_BYTES = 12;
/** How much a new row counts. */
const WEIGHT = 0.02;

/** How many bytes the rows of each table take, about: a moving mean over those that this process writes. */
export class RowSizes {
  private readonly means = new Map<string, number>();

  note(table: string, values: readonly unknown[]): void {
    const bytes = values.reduce<number>((sum, value) => sum + CELL_BYTES + bytesOf(value), 0);
    const mean = this.means.get(table);
    this.means.set(table, mean === undefined ? bytes : mean + (bytes - mean) * WEIGHT);
  }

  /** Undefined: none was written. */
  meanBytes(table: string): number | undefined {
    return this.means.get(table);
  }
}

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + 4 + bytesOf(item), 0);
  return value === null ? 0 : 8;
}
