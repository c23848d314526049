import { type EpochMs, localOf, type TimeZone } from '@hansom/shared-time';

import { type CityPrices, type PricingConfig } from '../config.ts';
import { buildTariff } from './build-tariff.ts';
import { dateText } from './period-at.ts';
import { type Tariff } from './tariff.ts';

/** What a city charges. */
export interface PricedCity {
  readonly holidays: ReadonlySet<string>;
  readonly furthestMetres: number;
  /** Those that have a tariff. */
  readonly serviceTypes: ReadonlySet<string>;
  readonly fixedPrices: CityPrices['fixedPrices'];
  /** The tariff of a service type that is in force at an instant. */
  tariffAt(serviceType: string, at: EpochMs, zone: TimeZone): Tariff | undefined;
}

/** All prices, by the configuration of one moment. */
export interface PriceBook {
  readonly cities: ReadonlyMap<string, PricedCity>;
  readonly tariffs: ReadonlyMap<string, Tariff>;
}

export function buildPriceBook(config: Pick<PricingConfig, 'cities' | 'tariffs'>): PriceBook {
  const tariffs = new Map(
    Object.entries(config.tariffs).map(([id, tariff]): [string, Tariff] => [id, buildTariff(id, tariff)]),
  );
  const cities = new Map(
    Object.entries(config.cities).map(([code, prices]): [string, PricedCity] => [
      code,
      pricedCity(prices, tariffs),
    ]),
  );
  return { cities, tariffs };
}

function pricedCity(prices: CityPrices, tariffs: ReadonlyMap<string, Tariff>): PricedCity {
  const byType = new Map(
    Object.entries(prices.tariffs).map(([type, ids]): [string, Tariff[]] => [
      type,
      latestFirst(ids, tariffs),
    ]),
  );
  return {
    holidays: new Set(prices.holidays),
    furthestMetres: prices.furthestMetres,
    serviceTypes: new Set(byType.keys()),
    fixedPrices: prices.fixedPrices,
    tariffAt: (serviceType, at, zone) => {
      const today = dateText(localOf(at, zone));
      return byType.get(serviceType)?.find(({ validFrom }) => dateText(validFrom) <= today);
    },
  };
}

function latestFirst(ids: readonly string[], tariffs: ReadonlyMap<string, Tariff>): Tariff[] {
  const known = ids.map((id) => tariffs.get(id)).filter((tariff) => tariff !== undefined);
  return known.sort((a, b) => (dateText(a.validFrom) < dateText(b.validFrom) ? 1 : -1));
}
