import { type Effects } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type User } from '@hansom/platform-identity';
import { isCityCode } from '@hansom/shared-ids';

import { seesCity } from '../staff.ts';
import { LiveCity } from './live-city.ts';
import { Relisting } from './relisting.ts';

const RETRY_AFTER_MS = 1_000;

/** The cities that there are, and those of which anything was heard. */
export class LiveCities {
  private readonly cities = new Map<string, LiveCity>();
  /** As the owner lists them. */
  private codes: ReadonlySet<string> | undefined;

  private readonly relisting: Relisting;

  /** `ask` asks the owner which cities there are: their codes. */
  constructor(
    private readonly effects: Pick<Effects, 'clock' | 'monotonic' | 'timers'>,
    ask: () => Promise<readonly string[]>,
  ) {
    this.relisting = new Relisting(async () => this.listed(await ask()), effects);
  }

  get all(): readonly LiveCity[] {
    return [...this.cities.values()];
  }

  get lookedAt(): readonly LiveCity[] {
    return this.all.filter((city) => city.isLookedAt);
  }

  /** A city; from now on what happens there is known. */
  at(code: string): LiveCity {
    const city = this.cities.get(code) ?? new LiveCity(code, this.effects);
    this.cities.set(code, city);
    return city;
  }

  /** These are all cities. */
  listed(codes: readonly string[]): void {
    this.codes = new Set(codes);
    for (const code of this.cities.keys()) if (!this.codes.has(code)) this.cities.delete(code);
    for (const code of codes) this.at(code);
  }

  /** Asks which cities there are. Rejects when the owner does not say. */
  relisted(): Promise<void> {
    return this.relisting.again();
  }

  /**
   * A city, if there is one that this user may see. Before one counts as none the owner is asked: it may be new. Rejects when he does not
   * say.
   */
  async seenBy(user: Pick<User, 'roles'>, code: string): Promise<LiveCity | undefined> {
    if (!isCityCode(code) || !seesCity(user, code)) return undefined;
    if (!this.has(code)) await this.relisted();
    return this.has(code) ? this.at(code) : undefined;
  }

  /**
   * A city at which a user looks. Rejects with `console.no_city` for one that they may not see, and for none; UNAVAILABLE `console.city_loading`
   * while it is not known what was live before the console listened.
   */
  async lookAt(user: Pick<User, 'roles'>, code: string): Promise<LiveCity> {
    const city = await this.seenBy(user, code);
    if (!city) throw noCity(code);
    city.look();
    if (city.isListed) return city;
    throw new HansomError('unavailable', 'console.city_loading', {
      description: 'the console has just started, and does not know this city yet',
      context: { city: code, retry_after_ms: String(RETRY_AFTER_MS) },
    });
  }

  /** As long as nobody said which there are, any may be one. */
  private has(code: string): boolean {
    return this.codes?.has(code) ?? true;
  }
}

function noCity(city: string): HansomError {
  return new HansomError('not_found', 'console.no_city', {
    description: 'there is no such city',
    context: { city },
  });
}
