import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { EtaServiceDefinition } from '@hansom/proto-eta';

import { eta } from '../src/service.ts';

describe('eta', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([eta]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(EtaServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
