import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { ShiftServiceDefinition } from '@hansom/proto-shift';

import { shift } from '../src/service.ts';

describe('shift', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([shift]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(ShiftServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
