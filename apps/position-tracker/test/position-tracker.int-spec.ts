import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';

import { positionTracker } from '../src/service.ts';

describe('position-tracker', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([positionTracker]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(PositionTrackerServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
