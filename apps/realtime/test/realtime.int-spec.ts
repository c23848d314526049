import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { RealtimeServiceDefinition } from '@hansom/proto-realtime';

import { realtime } from '../src/service.ts';

describe('realtime', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([realtime]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(RealtimeServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
