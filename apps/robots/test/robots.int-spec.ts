import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { RobotsServiceDefinition } from '@hansom/proto-robots';

import { robots } from '../src/service.ts';

describe('robots', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([robots]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(RobotsServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
