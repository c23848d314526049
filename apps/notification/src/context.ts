import { type Config } from '@hansom/platform-config';
import { type Clock } from '@hansom/platform-context';
import { type ClientOf } from '@hansom/platform-rpc';
import { type BookingServiceDefinition } from '@hansom/proto-booking';
import { type CityServiceDefinition } from '@hansom/proto-city';
import { type CustomerServiceDefinition } from '@hansom/proto-customer';
import { type DriverServiceDefinition } from '@hansom/proto-driver';
import { type PaymentServiceDefinition } from '@hansom/proto-payment';

import { type NotificationConfig } from './config.ts';
import { type Sender } from './sender.ts';
import { type Mailboxes } from './store/mailboxes.ts';
import { type Receipts } from './store/receipts.ts';

/** What handlers and consumers may use. */
export interface NotificationContext {
  clock: Clock;
  config: Config<NotificationConfig>;
  booking: Pick<ClientOf<BookingServiceDefinition>, 'get'>;
  city: Pick<ClientOf<CityServiceDefinition>, 'getCity'>;
  customer: Pick<ClientOf<CustomerServiceDefinition>, 'getProfile'>;
  driver: Pick<ClientOf<DriverServiceDefinition>, 'getDriver'>;
  payment: Pick<ClientOf<PaymentServiceDefinition>, 'getOfBooking'>;
  sender: Sender;
  mailboxes: Mailboxes;
  receipts: Receipts;
}
