import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { DriverApiServiceDefinition } from '@hansom/proto-driver-api';

import { driverApi } from '../src/service.ts';

describe('driver-api', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([driverApi]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(DriverApiServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
