import { type Layer } from '../layers.ts';
import { type ConfigSource } from '../source.ts';

/** A source that a spec writes to: `await source.put(layers)` resolves when whoever watches has dealt with them. */
export interface MemorySource extends ConfigSource {
  put(layers: readonly Layer[]): Promise<void>;
  /** Makes `load` reject until the next `put`. */
  fail(error: Error): Promise<void>;
  /** How many watch. */
  readonly watchers: number;
}

export function memorySource(layers: readonly Layer[] = []): MemorySource {
  const watchers = new Set<() => Promise<void>>();
  let load = (): Promise<readonly Layer[]> => Promise.resolve(layers);
  async function become(next: typeof load): Promise<void> {
    load = next;
    await Promise.all(Array.from(watchers, (onChange) => onChange()));
  }
  return {
    load: () => load(),
    watch: (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    put: (next) => become(() => Promise.resolve(next)),
    fail: (error) => become(() => Promise.reject(error)),
    get watchers() {
      return watchers.size;
    },
  };
}
