import { aUser } from '@hansom/platform-identity/testing';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { BookingServiceDefinition } from '@hansom/proto-booking';

import { booking } from '../src/service.ts';
import { anOrder, idOf } from './a-context.ts';

describe('booking', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([booking]);
  });

  afterAll(() => running.close());

  it('tells a caller that there is no such job', async () => {
    const client = await running.clientAs({ service: 'payment' }, BookingServiceDefinition);

    const asked = client.get({ bookingId: idOf('booking', 1) }, running.call());

    await expect(asked).rejects.toMatchObject({ kind: 'not_found', code: 'booking.not_found' });
  });

  it('lists no jobs where none are', async () => {
    const client = await running.clientAs({ service: 'dispatch' }, BookingServiceDefinition);

    expect(await client.listSearching({ city: 'got', page: '' }, running.call())).toEqual({
      jobs: [],
      nextPage: '',
    });
  });

  it('books for riders only, and only through their gateway', async () => {
    const gateway = await running.clientAs({ service: 'customer-api' }, BookingServiceDefinition);
    const dispatch = await running.clientAs({ service: 'dispatch' }, BookingServiceDefinition);
    const rider = aUser({ id: 'rider_1', roles: ['RIDER'] });
    const driver = aUser({ id: 'driver_1', roles: ['DRIVER'], city: 'got' });

    const askedByDriver = gateway.create(anOrder(), await running.callOf(driver));
    const askedByDispatch = dispatch.create(anOrder(), await running.callOf(rider));

    await expect(askedByDriver).rejects.toMatchObject({ kind: 'permission_denied' });
    await expect(askedByDispatch).rejects.toMatchObject({ kind: 'permission_denied' });
  });
});
