import { staticConfig } from '@hansom/platform-config/testing';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { type User } from '@hansom/platform-identity';
import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';
import { type Handler } from '@hansom/platform-rpc';
import { callHandler } from '@hansom/platform-rpc/testing';
import { whereItBelongs } from '@hansom/platform-schedule';
import { inMemoryAggregates } from '@hansom/platform-schedule/testing';
import { type InMemoryAggregates } from '@hansom/platform-schedule/testing';
import { openTable, SimulatedStore, termsIn, termTable } from '@hansom/platform-store';
import { type Document, DocumentKind, type Driver, type Vehicle } from '@hansom/proto-driver';
import { cityCode, makeId } from '@hansom/shared-ids';

import { config, type DriverConfig } from '../src/config.ts';
import { type DriverContext } from '../src/context.ts';
import { addDocument } from '../src/handlers/add-document.ts';
import { apply } from '../src/handlers/apply.ts';
import { approve } from '../src/handlers/approve.ts';
import { setVehicle } from '../src/handlers/set-vehicle.ts';
import { submit } from '../src/handlers/submit.ts';
import { accountAggregate, type AccountFields, type AccountState } from '../src/store/account-aggregate.ts';
import { rollIn, rollTable } from '../src/store/roll.ts';
import {
  platesTable,
  vehicleAggregate,
  type VehicleFields,
  type VehicleState,
} from '../src/store/vehicle-aggregate.ts';
import { timersOf } from '../src/timers.ts';

const GOT = cityCode('got');
const YEAR_MS = 365 * 86_400_000;

export interface SpecContext extends DriverContext {
  effects: FakeEffects;
  events: InMemoryAggregates<AccountFields, AccountState>['sink'];
  /** Lets domain time pass, and fires what falls due. */
  pass(ms: number): Promise<void>;
}

/** The context of a handler spec: everything in memory, a clock that the spec moves. */
export async function aContext(figures: Partial<DriverConfig> = {}): Promise<SpecContext> {
  const effects = fakeEffects();
  const { clock, ids } = effects;
  const settings = staticConfig(config.parse(figures));
  const engine = await new SimulatedStore({ clock }).open('driver');
  const common = { service: 'driver', effects, engine };
  const cars = await inMemoryAggregates<VehicleFields, VehicleState>({
    ...common,
    aggregate: vehicleAggregate,
  });
  const vehicles = cars.aggregates;
  const memory = await inMemoryAggregates<AccountFields, AccountState>({
    ...{ ...common, aggregate: accountAggregate, contextOf: whereItBelongs },
    timers: timersOf({ clock, config: settings, vehicles }),
  });
  return {
    ...{ effects, events: memory.sink, clock, ids, config: settings, accounts: memory.aggregates, vehicles },
    plates: openTable(engine, platesTable, effects),
    roll: rollIn(openTable(engine, rollTable)),
    terms: termsIn(openTable(engine, termTable('drivers_by_term'))),
    pass: async (ms) => {
      await effects.time.advance(ms);
      await memory.runDue();
    },
  };
}

export function aDriver(ctx: SpecContext, over: Partial<User> = {}): User {
  const id = makeId('driver', ctx.ids.uuid(), GOT);
  return aUser({ id, roles: ['DRIVER'], tenancy: 'live', city: 'got', ...over });
}

/** Calls a handler for a driver. */
export function as<Req, Res>(
  ctx: SpecContext,
  driver: User,
  handler: Handler<Req, Res>,
): (request: Req) => Promise<Res> {
  return (request) => callHandlerAs(driver, handler, { request, effects: ctx.effects });
}

export function aDocument(ctx: SpecContext, over: Partial<Document> = {}): Document {
  const expiresAt = new Date(ctx.clock.now() + YEAR_MS);
  return { kind: DocumentKind.TAXI_LICENCE, number: 'A-1', expiresAt, ...over };
}

export function aVehicle(over: Partial<Vehicle> = {}): Vehicle {
  const { vehicleId, plate } = { vehicleId: '', plate: 'ABC123' };
  const car = { make: 'Volvo', model: 'V90', colour: 'blue', seats: 4, serviceTypes: ['standard'] };
  return { vehicleId, plate, ...car, ...over };
}

const ASTA = { city: 'got', name: 'Asta', phone: '+46701234567' };

/** Begins an application. */
export async function applied(ctx: SpecContext, driver: User = aDriver(ctx)): Promise<User> {
  await as(ctx, driver, apply(ctx))(ASTA);
  return driver;
}

/** Hands in an application with all that it needs. */
export async function submitted(
  ctx: SpecContext,
  driver: User = aDriver(ctx),
  plate = 'ABC123',
): Promise<User> {
  await applied(ctx, driver);
  for (const kind of [DocumentKind.DRIVING_LICENCE, DocumentKind.TAXI_LICENCE, DocumentKind.INSURANCE])
    await as(ctx, driver, addDocument(ctx))({ document: aDocument(ctx, { kind }) });
  await as(ctx, driver, setVehicle(ctx))({ vehicle: aVehicle({ plate }) });
  await as(ctx, driver, submit(ctx))({});
  return driver;
}

/** Makes a driver who may drive. */
export async function active(ctx: SpecContext, driver?: User): Promise<User> {
  const made = await submitted(ctx, driver);
  const approval = { commandKey: 'approve', driverId: made.id, basedOnVersion: 0 };
  await callHandler(approve(ctx), approval, { effects: ctx.effects });
  return made;
}

export async function stateOf(ctx: SpecContext, driver: User): Promise<AccountState | undefined> {
  return (await ctx.accounts.get(driver.id))?.state;
}

/** Says what the driver drives. */
export async function named(ctx: SpecContext, driver: User, plate = 'ABC123'): Promise<Driver | undefined> {
  const { driver: account } = await as(ctx, driver, setVehicle(ctx))({ vehicle: aVehicle({ plate }) });
  return account;
}

/** What a SetVehicle leaves that dies between its two steps: a car that its driver's account does not name. */
export async function leftOver(
  ctx: SpecContext,
  driverId: string,
  over: Partial<Vehicle> = {},
): Promise<string> {
  const vehicleId = makeId('vehicle', ctx.ids.uuid(), GOT);
  const { serviceTypes, plate, make, model, colour, seats } = aVehicle(over);
  const car = { plate, make, model, colour, seats, service_types: serviceTypes };
  const set = { ...car, driver_id: driverId, city: 'got', registered_at: ctx.clock.now() };
  const claims = [{ table: ctx.plates, key: `got ${plate}` }];
  await ctx.vehicles.create(vehicleId, { to: 'REGISTERED', set, claims });
  return vehicleId;
}
