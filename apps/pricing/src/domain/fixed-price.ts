import { type CityPrices } from '../config.ts';

/** The zones in which a ride begins and ends. */
export interface Ends {
  readonly pickup: readonly string[];
  readonly destination: readonly string[];
}

/** The price that a city has fixed between two zones; undefined: the meter counts. */
export function fixedPrice(
  prices: CityPrices['fixedPrices'],
  { pickup, destination }: Ends,
  serviceType: string,
): number | undefined {
  const fitting = prices.find(({ between: [a, b], minor }) => {
    const either =
      (pickup.includes(a) && destination.includes(b)) || (pickup.includes(b) && destination.includes(a));
    return either && minor[serviceType] !== undefined;
  });
  return fitting?.minor[serviceType];
}
