import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { DispatchServiceDefinition } from '@hansom/proto-dispatch';

import { dispatch } from '../src/service.ts';

describe('dispatch', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([dispatch]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(DispatchServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
