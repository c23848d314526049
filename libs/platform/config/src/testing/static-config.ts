import { type Change, type Config } from '../config.ts';
import { diff } from '../difference.ts';

/** The configuration of a spec, which sets and changes it by hand. */
export interface StaticConfig<T> extends Config<T> {
  /** Replaces the values of everywhere, or of one city, and tells the listeners. */
  set(value: T, city?: string): void;
}

/** A configuration that is what the spec says, and no schema in between. */
export function staticConfig<T>(value: T): StaticConfig<T> {
  const values = new Map<string | undefined, T>();
  const listeners = new Set<(change: Change<T>) => void>();
  const valueFor = (city?: string): T => values.get(city) ?? values.get(undefined) ?? value;
  return {
    get current() {
      return valueFor();
    },
    city: valueFor,
    explain: () => [],
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    problems: [],
    close: () => listeners.clear(),
    set: (next, city) => {
      const old = valueFor(city);
      values.set(city, next);
      for (const listener of listeners) listener({ city, old, new: next, differences: diff(old, next) });
    },
  };
}
