/** What a suite has, and gives back. */
export interface Lent<T> {
  readonly what: T;
  giveBack(): Promise<void>;
}

/** The first who asks may wait for an image or for jars, and then for the server. */
const PATIENCE_MS = 600_000;

/** Opens something before the first case of the suite that is being described, and gives it back after its last. */
export function lend<T>(open: () => Promise<Lent<T>>): () => T {
  let lent: Lent<T> | undefined;
  beforeAll(async () => {
    lent = await open();
  }, PATIENCE_MS);
  afterAll(async () => {
    await lent?.giveBack();
  }, PATIENCE_MS);
  return () => {
    if (!lent) throw new Error('it is there in hooks and cases, not while the suite is being described');
    return lent.what;
  };
}
