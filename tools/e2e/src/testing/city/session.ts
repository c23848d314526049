import { type AppWorld } from './app.ts';

interface Tokens {
  readonly accountId: string;
  readonly accessToken: string;
  readonly accessExpiresAt: string;
  readonly refreshToken: string;
}

export interface SessionOptions {
  /** City time. */
  now: () => number;
  renew(refreshToken: string): Promise<Tokens>;
}

/** Renewed when so little of its life is left: city time. */
const LEFT_MS = 120_000;

/** Keeps somebody signed in: what a city that lives fast needs every minute or so. */
export class Session {
  private renewing: Promise<Tokens> | undefined;

  constructor(
    private tokens: Tokens,
    private readonly options: SessionOptions,
  ) {}

  get accountId(): string {
    return this.tokens.accountId;
  }

  /** City time. */
  now(): number {
    return this.options.now();
  }

  readonly token = async (): Promise<string> => {
    if (Date.parse(this.tokens.accessExpiresAt) - this.now() < LEFT_MS) {
      this.renewing ??= this.options
        .renew(this.tokens.refreshToken)
        .finally(() => (this.renewing = undefined));
      this.tokens = await this.renewing;
    }
    return this.tokens.accessToken;
  };
}

/** Tells city time. */
export interface CityTime {
  (): number;
  /** Seconds that pass in the city in a real one. */
  readonly speed: number;
}

/** City time, as an API told it and our own watch goes on with it. */
export async function cityTime(
  { effects: { monotonic } }: AppWorld,
  api: { getTime(): Promise<{ now: string; speed: number }> },
): Promise<CityTime> {
  const since = monotonic.now();
  const { now, speed } = await api.getTime();
  const tell = (): number => Math.floor(Date.parse(now) + speed * (monotonic.now() - since));
  return Object.assign(tell, { speed });
}
