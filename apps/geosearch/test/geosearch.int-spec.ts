import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { GeosearchServiceDefinition } from '@hansom/proto-geosearch';

import { geosearch } from '../src/service.ts';

describe('geosearch', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([geosearch]);
  });

  afterAll(() => running.close());

  it('answers a ping', async () => {
    const client = running.client(GeosearchServiceDefinition);

    const { message } = await client.ping({ message: 'hello' }, running.call());

    expect(message).toBe('hello');
  });
});
