import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { PricingServiceDefinition } from '@hansom/proto-pricing';

import { pricing } from '../src/service.ts';

describe('pricing', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([pricing]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(PricingServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
