import { type Tokens } from '@hansom/client-customer-api';

import { type CityTime } from './city-time.ts';

/** Renewed when so little of its life is left. */
const LEFT_MS = 60_000;

/** Keeps somebody signed in: tokens are renewed before they run out, and whoever cannot renew signs in again. */
export class SignedIn {
  private tokens: Tokens | undefined;
  private asking: Promise<Tokens> | undefined;

  constructor(
    private readonly time: CityTime,
    private readonly how: {
      signIn(): Promise<Tokens>;
      renew(refreshToken: string): Promise<Tokens>;
    },
  ) {}

  token = async (): Promise<string> => {
    const { tokens } = this;
    if (tokens && Date.parse(tokens.accessExpiresAt) - this.time.now() > LEFT_MS) return tokens.accessToken;
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return (await this.asking).accessToken;
  };

  private async ask(): Promise<Tokens> {
    const before = this.tokens;
    this.tokens = undefined; // what fails now begins anew next time
    try {
      this.tokens = before ? await this.how.renew(before.refreshToken) : await this.how.signIn();
    } catch (error) {
      if (!before) throw error;
      this.tokens = await this.how.signIn();
    }
    return this.tokens;
  }
}
