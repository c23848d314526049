import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { DispatchServiceDefinition } from '@hansom/proto-dispatch';
import { cityCode, makeId } from '@hansom/shared-ids';

import { dispatch } from '../src/service.ts';
import { driverUser, idOf } from './a-context.ts';

describe('dispatch', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([dispatch]);
  });

  afterAll(() => running.close());

  it('knows no offer that was never made', async () => {
    const gateway = await running.clientAs({ service: 'driver-api' }, DispatchServiceDefinition);
    const offerId = makeId('offer', '01890000-0000-7000-8000-000000000001', cityCode('got'));

    const asked = gateway.accept({ commandKey: 'k', offerId }, await running.callOf(driverUser(1)));

    await expect(asked).rejects.toMatchObject({ kind: 'not_found', code: 'dispatch.not_found' });
  });

  it('lists no open offers of a driver who has none', async () => {
    const gateway = await running.clientAs({ service: 'driver-api' }, DispatchServiceDefinition);

    const answer = await gateway.listOpen(
      { driverId: idOf('driver', 1) },
      await running.callOf(driverUser(1)),
    );

    expect(answer).toEqual({ offers: [] });
  });
});
