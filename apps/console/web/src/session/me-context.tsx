import { type Me, type SeenCity } from '@hansom/client-console';
import { createContext, type ReactNode, useContext, useMemo } from 'react';

import { type Times, timesIn } from '../format/time.ts';

const MeContext = createContext<Me | undefined>(undefined);

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

/** Who is signed in. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside of its provider');
  return me;
}

const CityContext = createContext<SeenCity | undefined>(undefined);

/** The city that one is in, or last was. */
export function CityProvider({ city, children }: { city: SeenCity; children: ReactNode }) {
  return <CityContext value={city}>{children}</CityContext>;
}

export function useCity(): SeenCity {
  const city = useContext(CityContext);
  if (!city) throw new Error('useCity outside of its provider');
  return city;
}

/** The clocks of a city that one may see; default: of the one that one is in. */
export function useTimes(code?: string): Times {
  const { cities } = useMe();
  const here = useCity();
  const { timeZone } = cities.find((city) => city.code === code) ?? here;
  return useMemo(() => timesIn(timeZone), [timeZone]);
}
