import { type Config } from '@hansom/platform-config';
import { type Cursors } from '@hansom/platform-http';
import { type ClientOf } from '@hansom/platform-rpc';
import { type AuthServiceDefinition } from '@hansom/proto-auth';
import { type BookingServiceDefinition } from '@hansom/proto-booking';
import { type CityServiceDefinition } from '@hansom/proto-city';
import { type CustomerServiceDefinition } from '@hansom/proto-customer';
import { type DriverServiceDefinition } from '@hansom/proto-driver';
import { type EtaServiceDefinition } from '@hansom/proto-eta';
import { type GeosearchServiceDefinition } from '@hansom/proto-geosearch';
import { type NotificationServiceDefinition } from '@hansom/proto-notification';
import { type PaymentServiceDefinition } from '@hansom/proto-payment';
import { type PricingServiceDefinition } from '@hansom/proto-pricing';

import { type CustomerApiConfig } from './config.ts';

/** What the routes may use: the services behind them. */
export interface CustomerApiContext {
  config: Config<CustomerApiConfig>;
  auth: ClientOf<AuthServiceDefinition>;
  customer: ClientOf<CustomerServiceDefinition>;
  city: ClientOf<CityServiceDefinition>;
  driver: ClientOf<DriverServiceDefinition>;
  geosearch: ClientOf<GeosearchServiceDefinition>;
  eta: ClientOf<EtaServiceDefinition>;
  pricing: ClientOf<PricingServiceDefinition>;
  booking: ClientOf<BookingServiceDefinition>;
  payment: ClientOf<PaymentServiceDefinition>;
  notification: ClientOf<NotificationServiceDefinition>;
  /** Places in the list of a rider's bookings. */
  bookingPages: Cursors<{ page: string }>;
  messagePages: Cursors<{ page: string }>;
}
