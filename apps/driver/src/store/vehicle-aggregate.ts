import { isDeepStrictEqual } from 'node:util';

import { type AggregateState } from '@hansom/platform-schedule';
import { aggregate, claimTable, int, type RowOf, text, textList, timestamp } from '@hansom/platform-store';

/**
 * A car as one driver has it. Its plate is claimed in its name: an account lives long and may name another car, but this is registered once
 * and retired once, and then the plate is free. What it says of the car never changes, so an operator who looked at it has seen it.
 */
export const vehicleAggregate = aggregate({
  name: 'vehicle',
  fields: {
    driver_id: text(),
    city: text(),
    plate: text(),
    make: text(),
    model: text(),
    colour: text(),
    seats: int(),
    service_types: textList(),
    registered_at: timestamp(),
  },
  states: {
    REGISTERED: {},
    RETIRED: { terminal: true, freesClaims: true },
  },
});

/** The car that has a plate: one claim a plate of a city. */
export const platesTable = claimTable('plates');

export type VehicleFields = typeof vehicleAggregate.fields;
export type VehicleState = keyof typeof vehicleAggregate.states;
export type Vehicle = AggregateState<VehicleFields, VehicleState>;
export type VehicleRow = RowOf<VehicleFields>;

/** What a driver says of a car. */
export type Car = Pick<VehicleRow, 'plate' | 'make' | 'model' | 'colour' | 'seats' | 'service_types'>;

/** Whether this is what was said of it. */
export function isTheCar(vehicle: Vehicle, car: Car): boolean {
  const { plate, make, model, colour, seats, service_types } = vehicle.fields;
  const said: Car = { plate, make, model, colour, seats, service_types };
  return isDeepStrictEqual(said, car);
}

export function isRegistered(vehicle: Vehicle | undefined): vehicle is Vehicle {
  return vehicle?.state === 'REGISTERED';
}
