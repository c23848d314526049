import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { CustomerApiServiceDefinition } from '@hansom/proto-customer-api';

import { customerApi } from '../src/service.ts';

describe('customer-api', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([customerApi]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(CustomerApiServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
