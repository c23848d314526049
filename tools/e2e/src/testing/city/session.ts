import { type CityTime } from './city-time.ts';

interface Tokens {
  readonly accountId: string;
  readonly accessToken: string;
  readonly accessExpiresAt: string;
  readonly refreshToken: string;
}

export interface SessionOptions {
  time: CityTime;
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

  readonly token = async (): Promise<string> => {
    if (Date.parse(this.tokens.accessExpiresAt) - this.options.time.now() < LEFT_MS) {
      this.renewing ??= this.options
        .renew(this.tokens.refreshToken)
        .finally(() => (this.renewing = undefined));
      this.tokens = await this.renewing;
    }
    return this.tokens.accessToken;
  };
}
