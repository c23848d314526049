import { realEffects } from '@hansom/platform-context';
import { recordingLogger } from '@hansom/platform-context/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { type BootedServices, bootServices, freePort } from '@hansom/platform-runtime/testing';
import { connectSocket } from '@hansom/platform-sockets';

import { realtime } from '../src/service.ts';

describe('realtime', () => {
  let running: BootedServices;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `ws://127.0.0.1:${port}/v1/socket`;
    running = await bootServices([realtime], { env: { HANSOM_REALTIME_PORT: String(port) } });
  });

  afterAll(() => running.close());

  it('greets an app that shows a token', async () => {
    const effects = realEffects({ now: () => 0, speed: 1 } as never, recordingLogger());
    let resyncs = 0;

    const client = connectSocket({
      ...{ url, effects, event: () => undefined, resync: () => void (resyncs += 1) },
      token: () => running.tokenFor(aUser({ roles: ['RIDER'] })),
    });

    await running.eventually(() => client.connected);
    expect(resyncs).toBe(1);
    client.close();
  });
});
