import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { DriverServiceDefinition } from '@hansom/proto-driver';

import { driver } from '../src/service.ts';

describe('driver', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([driver]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(DriverServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
