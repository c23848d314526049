/** A store that cannot be had: one line that names the cause, and what to do. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
}
