import { auth } from '@hansom/auth/service';
import { booking } from '@hansom/booking/service';
import { city } from '@hansom/city/service';
import { customer } from '@hansom/customer/service';
import { customerApi } from '@hansom/customer-api/service';
import { dispatch } from '@hansom/dispatch/service';
import { driver } from '@hansom/driver/service';
import { driverApi } from '@hansom/driver-api/service';
import { eta } from '@hansom/eta/service';
import { geosearch } from '@hansom/geosearch/service';
import { notification } from '@hansom/notification/service';
import { payment } from '@hansom/payment/service';
import { positionTracker } from '@hansom/position-tracker/service';
import { pricing } from '@hansom/pricing/service';
import { realtime } from '@hansom/realtime/service';
import { shift } from '@hansom/shift/service';
import { type ServiceDefinition } from '@hansom/platform-runtime';

/** All that a city needs to take people from one place to another, but people. */
export const CITY_SERVICES: readonly ServiceDefinition[] = [
  ...[city, auth, customer, driver, shift, positionTracker, geosearch, eta, pricing],
  ...[booking, dispatch, payment, notification, customerApi, driverApi, realtime],
];
