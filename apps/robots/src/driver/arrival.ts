/** Whom the city does not take in so many attempts keeps nobody else waiting. */
const MOST_ATTEMPTS = 5;

/** A robot driver's way to his first shift: there is a limit of how many are on it. */
export class Arrival {
  private ended = false;
  private failures = 0;

  /** Whether others are to wait. */
  get underWay(): boolean {
    return !this.ended && this.failures < MOST_ATTEMPTS;
  }

  /** He is on shift, or may not drive. */
  end(): void {
    this.ended = true;
  }

  fail(): void {
    this.failures += 1;
  }
}
