/** Something that changes, as it is now. */
export interface Source<T> {
  /** Undefined before anything is known. */
  readonly current: T | undefined;
  /** Resolves with the next change. */
  changed(): Promise<void>;
}

export interface Live<T> extends Source<T> {
  set(value: T): void;
}

/** A source that its owner sets. */
export function live<T>(): Live<T> {
  let current: T | undefined;
  let next = pending();
  return {
    get current() {
      return current;
    },
    changed: () => next.promise,
    set: (value) => {
      const { resolve } = next;
      current = value;
      next = pending();
      resolve();
    },
  };
}

function pending(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
