import { type z } from '@hansom/platform-config';

import { type Me } from '../routes/shapes/me.ts';
import { mayChangeTraffic, seesPhones } from '../staff.ts';
import { citiesOf, type KnownCity } from './known-cities.ts';

/** Somebody who works here. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** What somebody is told of themselves. */
export function tellMe(person: Person, cities: readonly KnownCity[]): z.input<typeof Me> {
  const { id, name } = person;
  const may = { changeTraffic: mayChangeTraffic(person), seePhones: seesPhones(person) };
  return { id, name, cities: citiesOf(person, cities), may };
}
