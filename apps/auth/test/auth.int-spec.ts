import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { AuthServiceDefinition } from '@hansom/proto-auth';

import { auth } from '../src/service.ts';

describe('auth', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([auth]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(AuthServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
