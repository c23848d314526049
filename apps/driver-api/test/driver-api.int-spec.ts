import { aUser } from '@hansom/platform-identity/testing';
import { type BootedServices, bootServices, freePort } from '@hansom/platform-runtime/testing';

import { driverApi } from '../src/service.ts';

const DRIVER = aUser({ id: 'driver_1', roles: ['DRIVER'], city: 'got' });

describe('driver-api', () => {
  let running: BootedServices;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    running = await bootServices([driverApi], { env: { HANSOM_DRIVER_API_PORT: String(port) } });
  });

  afterAll(() => running.close());

  async function ask(path: string, init: RequestInit = {}) {
    const response = await fetch(`${url}${path}`, init);
    return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
  }

  it('describes itself', async () => {
    const { status, body } = await ask('/v1/openapi.json');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      openapi: '3.1.0',
      paths: { '/v1/positions': { post: { operationId: 'sendPositions' } } },
    });
  });

  it('tells the time of the city', async () => {
    expect(await ask('/v1/time')).toMatchObject({ status: 200, body: { speed: 1 } });
  });

  it('asks who is there', async () => {
    const { status, headers, body } = await ask('/v1/me');

    expect(status).toBe(401);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(headers.get('www-authenticate')).toContain('Bearer');
    expect(body).toMatchObject({ status: 401, code: 'driver-api.unauthenticated' });
  });

  it('names the field and the rule', async () => {
    const { status, body } = await ask('/v1/applications/codes', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ phone: '0700' }),
    });

    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ field: 'phone' }] });
  });

  it('lets no rider go on shift', async () => {
    const token = await running.tokenFor({ ...DRIVER, roles: ['RIDER'] });

    const { status } = await ask('/v1/me/state', { headers: { authorization: `Bearer ${token}` } });

    expect(status).toBe(403);
  });
});
