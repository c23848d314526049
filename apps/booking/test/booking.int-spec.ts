import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { BookingServiceDefinition } from '@hansom/proto-booking';

import { booking } from '../src/service.ts';

describe('booking', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([booking]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(BookingServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
