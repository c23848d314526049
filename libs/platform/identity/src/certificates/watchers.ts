/** Those who want to know of a change. */
export interface Watchers {
  watch(onChange: () => void): () => void;
  tell(): void;
}

export function createWatchers(): Watchers {
  const watchers = new Set<() => void>();
  return {
    watch: (onChange) => {
      const own = (): void => onChange(); // so that the same function can watch twice
      watchers.add(own);
      return () => void watchers.delete(own);
    },
    tell: () => watchers.forEach((onChange) => onChange()),
  };
}
