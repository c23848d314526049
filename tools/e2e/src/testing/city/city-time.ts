import { type AppWorld } from './app.ts';

type TimeApi = { getTime(): Promise<{ now: string; speed: number }> };

/** City time, as an API told it and our own watch goes on with it. */
export class CityTime {
  private base = 0;
  private since = 0;
  /** Seconds that pass in the city in a real one. */
  speed = 1;

  private constructor(
    private readonly monotonic: AppWorld['effects']['monotonic'],
    private readonly api: TimeApi,
  ) {}

  static async of({ effects: { monotonic } }: AppWorld, api: TimeApi): Promise<CityTime> {
    const time = new CityTime(monotonic, api);
    await time.ask();
    return time;
  }

  now(): number {
    return Math.floor(this.base + this.speed * (this.monotonic.now() - this.since));
  }

  /** Asks the API again: in a city that stood still no time has passed. */
  async ask(): Promise<void> {
    const since = this.monotonic.now();
    const { now, speed } = await this.api.getTime();
    Object.assign(this, { since, speed, base: Date.parse(now) });
  }
}
