/** What libs may use of `mutex.mjs`, which says more: it runs before anything is installed, so it cannot be TypeScript. */
export declare function exclusively<T>(
  folder: string,
  what: { work: () => Promise<T>; onWait?: (holder: number) => void },
): Promise<T>;
