import { type BootedServices, bootServices, freePort } from '@hansom/platform-runtime/testing';

import { console } from '../src/service.ts';

describe('console', () => {
  let running: BootedServices;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    running = await bootServices([console], { env: { HANSOM_CONSOLE_PORT: String(port) } });
  });

  afterAll(() => running.close());

  it('describes itself', async () => {
    const response = await fetch(`${url}/v1/openapi.json`);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ openapi: '3.1.0' });
  });
});
