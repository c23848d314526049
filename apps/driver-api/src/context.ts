import { type Config } from '@hansom/platform-config';
import { type ClientOf } from '@hansom/platform-rpc';
import { type AuthServiceDefinition } from '@hansom/proto-auth';
import { type BookingServiceDefinition } from '@hansom/proto-booking';
import { type CityServiceDefinition } from '@hansom/proto-city';
import { type DispatchServiceDefinition } from '@hansom/proto-dispatch';
import { type DriverServiceDefinition } from '@hansom/proto-driver';
import { type PaymentServiceDefinition } from '@hansom/proto-payment';
import { type ShiftServiceDefinition } from '@hansom/proto-shift';

import { type DriverApiConfig } from './config.ts';
import { type PositionBatches } from './position-batches.ts';

/** What the routes may use: the services behind them. */
export interface DriverApiContext {
  config: Config<DriverApiConfig>;
  auth: ClientOf<AuthServiceDefinition>;
  city: ClientOf<CityServiceDefinition>;
  driver: ClientOf<DriverServiceDefinition>;
  shift: ClientOf<ShiftServiceDefinition>;
  dispatch: ClientOf<DispatchServiceDefinition>;
  booking: ClientOf<BookingServiceDefinition>;
  payment: ClientOf<PaymentServiceDefinition>;
  /** Positions on their way to position-tracker. */
  positions: PositionBatches;
}
