import { createCustomerApiClient, type CustomerApiClient } from '@hansom/client-customer-api';
import { createDriverApiClient, type DriverApiClient } from '@hansom/client-driver-api';
import { type Effects } from '@hansom/platform-context';

import { type CityTime } from './city-time.ts';
import { type RobotsConfig } from './config.ts';
import { type Streets } from './streets.ts';

/** What robots know of the world: the public addresses, a map, a watch, and what they are like. */
export interface World {
  effects: Effects;
  time: CityTime;
  streets: Streets;
  city: string;
  config(): RobotsConfig;
  /** Where what happens is told. */
  socketUrl: string;
  riderApi(token?: () => Promise<string>): CustomerApiClient;
  driverApi(token?: () => Promise<string>): DriverApiClient;
}

/** The clients of an installation, at its public addresses. */
export function apisAt(urls: { rider: string; driver: string }): Pick<World, 'riderApi' | 'driverApi'> {
  return {
    riderApi: (token) => createCustomerApiClient({ baseUrl: urls.rider, ...(token && { token }) }),
    driverApi: (token) => createDriverApiClient({ baseUrl: urls.driver, ...(token && { token }) }),
  };
}

/** The code that a phone of the test range was sent last. */
export async function codeSentTo(api: CustomerApiClient, phone: string): Promise<string> {
  const { messages } = await api.readMailbox({ params: { phone } });
  const code = messages.map(({ kind, text }) => (kind === 'CODE' ? /\b\d{6}\b/.exec(text)?.[0] : undefined));
  const found = code.find((one) => one !== undefined);
  if (found === undefined) throw new Error('no code has come yet');
  return found;
}
