import { aUser } from '@hansom/platform-identity/testing';
import { type BootedServices, bootServices, freePort } from '@hansom/platform-runtime/testing';

import { customerApi } from '../src/service.ts';

const RIDER = aUser({ id: 'rider_1', roles: ['RIDER'] });

describe('customer-api', () => {
  let running: BootedServices;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    running = await bootServices([customerApi], { env: { HANSOM_CUSTOMER_API_PORT: String(port) } });
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
      paths: { '/v1/bookings': { post: { operationId: 'createBooking' } } },
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
    expect(body).toMatchObject({ status: 401, code: 'customer-api.unauthenticated' });
  });

  it('names the field and the rule', async () => {
    const { status, body } = await ask('/v1/auth/codes', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ phone: '0700' }),
    });

    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ field: 'phone' }] });
  });

  it('has no mailbox to read where there is no test range', async () => {
    expect(await ask('/v1/test/mailbox/+46700000001')).toMatchObject({ status: 404 });
  });

  it('lets no driver book', async () => {
    const token = await running.tokenFor({ ...RIDER, roles: ['DRIVER'] });

    const { status } = await ask('/v1/bookings', { headers: { authorization: `Bearer ${token}` } });

    expect(status).toBe(403);
  });
});
