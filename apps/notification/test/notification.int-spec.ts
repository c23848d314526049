import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { NotificationServiceDefinition } from '@hansom/proto-notification';

import { notification } from '../src/service.ts';

describe('notification', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([notification]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(NotificationServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
