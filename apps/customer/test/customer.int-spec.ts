import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { CustomerServiceDefinition } from '@hansom/proto-customer';

import { customer } from '../src/service.ts';

describe('customer', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([customer]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(CustomerServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
