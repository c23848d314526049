import { type User } from '@hansom/platform-identity';
import { type Call, type ClientOf } from '@hansom/platform-rpc';
import { type City, type CityServiceDefinition, ZoneKind } from '@hansom/proto-city';

import { seesCity } from '../staff.ts';
import { type Bounds, boundsOfCells } from './bounds.ts';

/** A city, and where rides may begin in it. */
export interface KnownCity extends Pick<City, 'code' | 'name' | 'timeZone' | 'currency'> {
  readonly bounds: Bounds;
}

/** The cities, as their service lists them. Where each lies is worked out once for each revision. */
export class KnownCities {
  private readonly places = new Map<string, { revision: string; bounds: Bounds }>();

  constructor(private readonly city: Pick<ClientOf<CityServiceDefinition>, 'listCities' | 'listZones'>) {}

  /** In the order of their codes. */
  async all(call: Call): Promise<KnownCity[]> {
    const { cities, revision } = await this.city.listCities({}, call);
    return Promise.all(
      cities.map(async ({ code, name, timeZone, currency }) => {
        return { code, name, timeZone, currency, bounds: await this.boundsOf({ code, revision }, call) };
      }),
    );
  }

  private async boundsOf(
    { code, revision }: { code: string; revision: string },
    call: Call,
  ): Promise<Bounds> {
    const known = this.places.get(code);
    if (known?.revision === revision) return known.bounds;
    const { zones, revision: seen } = await this.city.listZones({ city: code }, call);
    const areas = zones.filter(({ zone }) => zone?.kind === ZoneKind.SERVICE_AREA);
    const bounds = boundsOfCells(areas.flatMap(({ cells }) => cells));
    this.places.set(code, { revision: seen, bounds });
    return bounds;
  }
}

/** Those of the cities that a user may see. */
export function citiesOf(user: Pick<User, 'roles'>, cities: readonly KnownCity[]): KnownCity[] {
  return cities.filter(({ code }) => seesCity(user, code));
}
