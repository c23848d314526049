import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { ConsoleServiceDefinition } from '@hansom/proto-console';

import { console } from '../src/service.ts';

describe('console', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([console]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(ConsoleServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
