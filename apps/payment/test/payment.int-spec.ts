import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { PaymentServiceDefinition } from '@hansom/proto-payment';

import { payment } from '../src/service.ts';

describe('payment', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([payment]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(PaymentServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
