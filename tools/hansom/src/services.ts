import { type ServiceDefinition } from '@hansom/platform-runtime';

/** Every service of the repository, by name. Each is loaded only when it is asked for. Kept sorted; the generator adds to it. */
export const SERVICES: Readonly<Record<string, () => Promise<ServiceDefinition>>> = {
  auth: () => import('@hansom/auth/service').then((app) => app.auth),
  booking: () => import('@hansom/booking/service').then((app) => app.booking),
  city: () => import('@hansom/city/service').then((app) => app.city),
  console: () => import('@hansom/console/service').then((app) => app.console),
  customer: () => import('@hansom/customer/service').then((app) => app.customer),
  'customer-api': () => import('@hansom/customer-api/service').then((app) => app.customerApi),
  dispatch: () => import('@hansom/dispatch/service').then((app) => app.dispatch),
  driver: () => import('@hansom/driver/service').then((app) => app.driver),
  'driver-api': () => import('@hansom/driver-api/service').then((app) => app.driverApi),
  eta: () => import('@hansom/eta/service').then((app) => app.eta),
  geosearch: () => import('@hansom/geosearch/service').then((app) => app.geosearch),
  notification: () => import('@hansom/notification/service').then((app) => app.notification),
  payment: () => import('@hansom/payment/service').then((app) => app.payment),
  'position-tracker': () => import('@hansom/position-tracker/service').then((app) => app.positionTracker),
  pricing: () => import('@hansom/pricing/service').then((app) => app.pricing),
  realtime: () => import('@hansom/realtime/service').then((app) => app.realtime),
  robots: () => import('@hansom/robots/service').then((app) => app.robots),
  'sample-desk': () => import('@hansom/sample-desk/service').then((app) => app.sampleDesk),
  'sample-hold': () => import('@hansom/sample-hold/service').then((app) => app.sampleHold),
  shift: () => import('@hansom/shift/service').then((app) => app.shift),
  traffic: () => import('@hansom/traffic/service').then((app) => app.traffic),
};

/** Loads a service; throws an Error that lists the known ones when there is none of that name. */
export function loadService(name: string): Promise<ServiceDefinition> {
  const load = SERVICES[name];
  if (!load) throw new UnknownName(`there is no service ${JSON.stringify(name)}`, Object.keys(SERVICES));
  return load();
}

/** Something that whoever typed the command can put right: told in a line, without a stack. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** A name that nothing has: the message lists what there is. */
export class UnknownName extends UsageError {
  override readonly name = 'UnknownName';

  constructor(what: string, known: readonly string[]) {
    super(`${what}; known: ${[...known].sort().join(', ')}`);
  }
}
