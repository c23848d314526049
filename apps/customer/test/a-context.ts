import { staticConfig, type StaticConfig } from '@hansom/platform-config/testing';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';
import { type User } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { callHandler } from '@hansom/platform-rpc/testing';
import { openTable, SimulatedStore, termsIn, termTable } from '@hansom/platform-store';
import { Tenancy } from '@hansom/proto-common';
import { type SavedPlace } from '@hansom/proto-customer';
import { makeId } from '@hansom/shared-ids';

import { type CustomerConfig } from '../src/config.ts';
import { type CustomerContext } from '../src/context.ts';
import { welcome } from '../src/handlers/welcome.ts';
import { places, placesTable } from '../src/store/places.ts';
import { profiles, profilesTable } from '../src/store/profiles.ts';

export const PHONE = '+46700000001';

export interface SpecContext extends CustomerContext {
  config: StaticConfig<CustomerConfig>;
  effects: FakeEffects;
}

/** The context of a handler spec: everything in memory. */
export async function aContext(): Promise<SpecContext> {
  const effects = fakeEffects();
  const engine = await new SimulatedStore({ clock: effects.clock }).open('customer');
  return {
    effects,
    config: staticConfig({ mostPlaces: 50 }),
    profiles: profiles(openTable(engine, profilesTable, effects)),
    places: places(openTable(engine, placesTable, effects), effects.ids),
    terms: termsIn(openTable(engine, termTable('riders_by_term'))),
  };
}

/** Somebody who has signed in; no profile yet. */
export function somebody({ effects }: SpecContext): User {
  return aUser({ id: makeId('rider', effects.ids.uuid()), roles: ['RIDER'], tenancy: 'robot' });
}

/** A rider with a profile. */
export async function aRider(ctx: SpecContext): Promise<User> {
  const user = somebody(ctx);
  const request = { riderId: user.id, phone: PHONE, tenancy: Tenancy.ROBOT };
  await callHandler(welcome(ctx), request, { effects: ctx.effects });
  return user;
}

/** Calls a handler for a rider. */
export function callAs<Req, Res>(
  user: User,
  handler: Handler<Req, Res>,
  { ctx, request }: { ctx: SpecContext; request: Req },
): Promise<Res> {
  return callHandlerAs(user, handler, { request, effects: ctx.effects });
}

export function aPlace(name: string, label = 'Järntorget 4'): SavedPlace {
  return { name, place: { at: { lat: 57.7, lng: 11.95 }, label } };
}
