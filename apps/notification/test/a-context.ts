import { staticConfig, type StaticConfig } from '@hansom/platform-config/testing';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { callHandler } from '@hansom/platform-rpc/testing';
import { openTable, SimulatedStore } from '@hansom/platform-store';
import { type Booking } from '@hansom/proto-booking';
import { type City } from '@hansom/proto-city';
import { Tenancy } from '@hansom/proto-common';
import { type Profile } from '@hansom/proto-customer';
import { type Driver } from '@hansom/proto-driver';

import { config, type NotificationConfig } from '../src/config.ts';
import { type NotificationContext } from '../src/context.ts';
import { readMailbox } from '../src/handlers/read-mailbox.ts';
import { mailboxSender } from '../src/sender.ts';
import { mailboxes, mailboxesTable } from '../src/store/mailboxes.ts';
import { receipts, receiptsTable } from '../src/store/receipts.ts';
import { aBooking, aCard, aCity, aDriver, aPayment, PHONE, RIDER } from './builders.ts';

/** What the neighbours know; a spec changes it by hand. */
export interface World {
  booking: Booking;
  driver: Driver;
  profile: Profile;
  city: City;
}

export interface SpecContext extends NotificationContext {
  config: StaticConfig<NotificationConfig>;
  effects: FakeEffects;
  world: World;
}

/** The context of a spec: a store in memory, and neighbours who know one booking, one driver, one rider and one city. */
export async function aContext(): Promise<SpecContext> {
  const effects = fakeEffects();
  const engine = await new SimulatedStore({ clock: effects.clock }).open('notification');
  const settings = staticConfig(config.parse({ testRange: { prefix: '+4670000' } }));
  const boxes = mailboxes(openTable(engine, mailboxesTable, effects), () => settings.current.mailboxLifeMs);
  const world = aWorld();
  return {
    ...neighbours(world),
    effects,
    world,
    clock: effects.clock,
    config: settings,
    sender: mailboxSender(boxes),
    mailboxes: boxes,
    receipts: receipts(openTable(engine, receiptsTable, effects)),
  };
}

function aWorld(): World {
  const profile = {
    riderId: RIDER,
    phone: PHONE,
    name: 'Anna',
    language: 'en',
    version: 1,
    tenancy: Tenancy.ROBOT,
  };
  return { profile, booking: aBooking(), driver: aDriver(), city: aCity() };
}

function neighbours(
  world: World,
): Pick<NotificationContext, 'booking' | 'city' | 'customer' | 'driver' | 'payment'> {
  return {
    booking: {
      get: async ({ bookingId }) => ({
        booking: known(world.booking, world.booking.bookingId === bookingId),
      }),
    },
    driver: {
      getDriver: async ({ driverId }) => ({
        driver: known(world.driver, world.driver.driverId === driverId),
      }),
    },
    customer: {
      getProfile: async ({ riderId }) => ({
        profile: known(world.profile, world.profile.riderId === riderId),
      }),
    },
    payment: { getOfBooking: async () => ({ payment: aPayment(), method: aCard() }) },
    city: {
      getCity: async ({ code }) => ({ city: known(world.city, code === 'got'), revision: 'r1' }),
    },
  };
}

function known<T>(value: T, isKnown: boolean): T {
  if (isKnown) return value;
  throw new HansomError('not_found', 'spec.not_found', { description: 'the neighbour does not know that' });
}

/** What the rider was sent, newest first. */
export async function mailbox(ctx: SpecContext, phone = PHONE) {
  return (await callHandler(readMailbox(ctx), { phone }, { effects: ctx.effects })).messages;
}
