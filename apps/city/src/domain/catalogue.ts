import { createHash } from 'node:crypto';

import { type Cell, cellOf, type LatLng, type Resolution } from '@hansom/shared-geo';
import { type CityCode, cityCode } from '@hansom/shared-ids';

import { type CitySettings, type ZoneKind } from '../city-schema.ts';
import { type CityConfig } from '../config.ts';
import { cellsOf } from './area.ts';

/** All cities, as one configuration says. Never changes. */
export interface Catalogue {
  /** The same for the same configuration, in every instance. */
  readonly revision: string;
  /** Of the index, and so of every zone's cells. */
  readonly resolution: Resolution;
  /** In the order of their codes. */
  readonly cities: ReadonlyMap<string, City>;
  /** What is around a point. Undefined where no zone of any city is. */
  find(at: LatLng): Place | undefined;
}

export interface City extends Omit<CitySettings, 'zones'> {
  readonly code: CityCode;
  /** In the order of their ids. */
  readonly zones: readonly Zone[];
}

export interface Zone {
  readonly id: string;
  readonly name: string;
  readonly kind: ZoneKind;
  /** Each once, in no order. */
  readonly cells: readonly Cell[];
}

/** A city and those of its zones that contain a point: at least one, in the order of their ids. */
export interface Place {
  readonly city: City;
  readonly zones: readonly Zone[];
}

export function buildCatalogue(config: CityConfig): Catalogue {
  const { resolution } = config;
  const cities = byKey(config.cities).map(([code, settings]) => cityOf(code, settings, resolution));
  const places = new Map(cities.flatMap((city) => [...placesOf(city)]));
  return {
    revision: createHash('sha256').update(JSON.stringify(config)).digest('hex').slice(0, 16),
    resolution,
    cities: new Map(cities.map((city) => [city.code, city])),
    find: (at) => places.get(cellOf(at, resolution)),
  };
}

function cityOf(code: string, settings: CitySettings, resolution: Resolution): City {
  const zones = byKey(settings.zones).map(([id, zone]): Zone => {
    const { name, kind } = zone;
    return { id, name, kind, cells: cellsOf(zone, resolution) };
  });
  return { ...settings, code: cityCode(code), zones };
}

/** Cells in the same zones share one place, so that finding makes nothing. */
function placesOf(city: City): Map<Cell, Place> {
  const zonesAt = new Map<Cell, Zone[]>();
  for (const zone of city.zones) {
    for (const cell of zone.cells) zonesAt.set(cell, [...(zonesAt.get(cell) ?? []), zone]);
  }
  const shared = new Map<string, Place>();
  const places = new Map<Cell, Place>();
  for (const [cell, zones] of zonesAt) {
    const key = zones.map(({ id }) => id).join();
    const place = shared.get(key) ?? { city, zones };
    shared.set(key, place);
    places.set(cell, place);
  }
  return places;
}

function byKey<T>(record: Readonly<Record<string, T>>): [key: string, value: T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
