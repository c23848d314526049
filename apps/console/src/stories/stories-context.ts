import { type Clock } from '@hansom/platform-context';
import { type ClientOf } from '@hansom/platform-rpc';
import { type Host } from '@hansom/platform-runtime';
import { BookingServiceDefinition } from '@hansom/proto-booking';
import { CityServiceDefinition } from '@hansom/proto-city';
import { CustomerServiceDefinition } from '@hansom/proto-customer';
import { DispatchServiceDefinition } from '@hansom/proto-dispatch';
import { DriverServiceDefinition } from '@hansom/proto-driver';
import { EtaServiceDefinition } from '@hansom/proto-eta';
import { NotificationServiceDefinition } from '@hansom/proto-notification';
import { PaymentServiceDefinition } from '@hansom/proto-payment';
import { EventsServiceDefinition } from '@hansom/proto-platform';
import { PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';
import { ShiftServiceDefinition } from '@hansom/proto-shift';

/** Who keeps the events that stories are made of. */
export type EventOwner = 'booking' | 'dispatch' | 'payment' | 'shift';

export type Events = Pick<ClientOf<EventsServiceDefinition>, 'read'>;

/** Whoever knows something of rides and drivers. */
export interface StoriesContext {
  clock: Clock;
  city: ClientOf<CityServiceDefinition>;
  booking: ClientOf<BookingServiceDefinition>;
  dispatch: ClientOf<DispatchServiceDefinition>;
  payment: ClientOf<PaymentServiceDefinition>;
  notification: ClientOf<NotificationServiceDefinition>;
  customer: ClientOf<CustomerServiceDefinition>;
  driver: ClientOf<DriverServiceDefinition>;
  shift: ClientOf<ShiftServiceDefinition>;
  positions: ClientOf<PositionTrackerServiceDefinition>;
  eta: ClientOf<EtaServiceDefinition>;
  events: Record<EventOwner, Events>;
}

export function storiesContext(host: Pick<Host, 'client' | 'clock'>): StoriesContext {
  return {
    clock: host.clock,
    city: host.client(CityServiceDefinition),
    booking: host.client(BookingServiceDefinition),
    dispatch: host.client(DispatchServiceDefinition),
    payment: host.client(PaymentServiceDefinition),
    notification: host.client(NotificationServiceDefinition),
    customer: host.client(CustomerServiceDefinition),
    driver: host.client(DriverServiceDefinition),
    shift: host.client(ShiftServiceDefinition),
    positions: host.client(PositionTrackerServiceDefinition),
    eta: host.client(EtaServiceDefinition),
    events: {
      booking: host.client(EventsServiceDefinition, 'booking'),
      dispatch: host.client(EventsServiceDefinition, 'dispatch'),
      payment: host.client(EventsServiceDefinition, 'payment'),
      shift: host.client(EventsServiceDefinition, 'shift'),
    },
  };
}
