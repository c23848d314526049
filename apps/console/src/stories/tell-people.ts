import { type Profile } from '@hansom/proto-customer';
import { type Driver, type Vehicle } from '@hansom/proto-driver';

import { type Car, type Person } from '../routes/shapes/person.ts';

/** How somebody sees phones: see `phonesFor`. */
export type ShownPhone = (phone: string) => string;

/** A driver; only the id where nobody told more. */
export function toDriver(id: string, driver: Driver | undefined, phone: ShownPhone): Person {
  return driver ? { id, name: driver.name, phone: phone(driver.phone) } : { id, name: '' };
}

/** A rider's name and phone; no name where nobody told. */
export function toRider(rider: Profile | undefined, phone: ShownPhone): Omit<Person, 'id'> {
  return rider ? { name: rider.name, phone: phone(rider.phone) } : { name: '' };
}

export function toCar({ vehicleId: id, plate, make, model, colour, seats, serviceTypes }: Vehicle): Car {
  return { id, plate, make, model, colour, seats, serviceTypes };
}
