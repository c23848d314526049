import { staticConfig, type StaticConfig } from '@hansom/platform-config/testing';

import { type CitySettings } from '../src/city-schema.ts';
import { config as schema, type CityConfig } from '../src/config.ts';
import { type CityContext } from '../src/context.ts';
import { liveCatalogue } from '../src/live-catalogue.ts';

export interface SpecContext extends CityContext {
  config: StaticConfig<CityConfig>;
}

/** What a document may say of a city: everything that has a default can be left out. */
type CityDocument = Record<keyof Omit<CitySettings, 'dispatch' | 'neighbours'>, unknown> & {
  neighbours?: string[];
};

/** Two square towns of about 6 by 6 km, `abc` on the equator and `xyz` a degree north, each with a smaller square inside. */
export const INSIDE = { lat: 0.025, lng: 10.025 };
export const IN_CENTRE = { lat: 0.005, lng: 10.005 };
export const NOWHERE = { lat: 0.5, lng: 10.025 };

export function aSquare(south: number, size: number): number[][][] {
  const [west, east, north] = [10, 10 + size, south + size];
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ];
}

export function aCity(over: Partial<CityDocument> = {}, south = 0): CityDocument {
  return {
    name: 'Abcton',
    timeZone: 'Europe/Stockholm',
    currency: 'SEK',
    homeRegion: 'eu',
    homeEpoch: 3,
    serviceTypes: { standard: { name: 'Standard', seats: 4 } },
    zones: {
      town: { name: 'Town', kind: 'SERVICE_AREA', polygon: aSquare(south, 0.05) },
      centre: { name: 'Centre', kind: 'PRICING', polygon: aSquare(south, 0.01) },
    },
    booking: { cancelFeeMinor: 5_000, noShowFeeMinor: 5_000, prebookedNoShowFeeMinor: 10_000 },
    ...over,
  };
}

/** A valid configuration of these cities, with every default in it. */
export function aConfig(cities: Readonly<Record<string, unknown>>): CityConfig {
  return schema.parse({ cities });
}

/** The context of a handler spec, with the two towns. */
export function aContext(): SpecContext {
  const config = staticConfig(aConfig({ xyz: aCity({ name: 'Xyzville' }, 1), abc: aCity() }));
  return { config, catalogue: liveCatalogue(config) };
}
