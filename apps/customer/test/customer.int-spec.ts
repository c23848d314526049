import { aUser } from '@hansom/platform-identity/testing';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { Tenancy } from '@hansom/proto-common';
import { CustomerServiceDefinition } from '@hansom/proto-customer';

import { customer } from '../src/service.ts';
import { aPlace, PHONE } from './a-context.ts';

const RIDER = 'rider_01jgfjjz00fan8nf014d2pf2db';

describe('customer', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([customer]);
  });

  afterAll(() => running.close());

  it('welcomes a rider, who gives a name and saves a place through the gateway', async () => {
    const gateway = await running.clientAs({ service: 'customer-api' }, CustomerServiceDefinition);
    const rider = aUser({ id: RIDER, roles: ['RIDER'] });
    await gateway.welcome({ riderId: RIDER, phone: PHONE, tenancy: Tenancy.LIVE }, running.call());

    await gateway.updateProfile({ name: 'Anna', basedOn: 1 }, await running.callOf(rider));
    await gateway.savePlace({ place: aPlace('home') }, await running.callOf(rider));

    const { profile } = await gateway.getProfile({ riderId: RIDER }, await running.callOf(rider));
    const { places } = await gateway.listPlaces({}, await running.callOf(rider));
    expect(profile).toMatchObject({ riderId: RIDER, name: 'Anna', version: 2 });
    expect(places).toEqual([aPlace('home')]);
  });

  it('lets neither drivers nor other services in', async () => {
    const gateway = await running.clientAs({ service: 'customer-api' }, CustomerServiceDefinition);
    const dispatch = await running.clientAs({ service: 'dispatch' }, CustomerServiceDefinition);
    const driver = aUser({ id: 'driver_got_1', roles: ['DRIVER'] });

    await expect(gateway.listPlaces({}, await running.callOf(driver))).rejects.toMatchObject({
      code: 'customer.permission_denied',
    });
    await expect(dispatch.getProfile({ riderId: RIDER }, running.call())).rejects.toMatchObject({
      code: 'customer.permission_denied',
    });
  });
});
