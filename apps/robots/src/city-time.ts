import { type Millis, type Monotonic } from '@hansom/platform-context';

/** City time, as the API told it and our own clock goes on with it. */
export class CityTime {
  private base = 0;
  private since = 0;
  speed = 1;

  constructor(private readonly monotonic: Monotonic) {}

  set(told: { now: string; speed: number }): void {
    this.base = Date.parse(told.now);
    this.since = this.monotonic.now();
    this.speed = told.speed;
  }

  now(): number {
    return this.base + this.speed * (this.monotonic.now() - this.since);
  }

  /** How long a span of city time really takes. */
  real(cityMs: Millis): Millis {
    return cityMs / this.speed;
  }
}
