import { aUser } from '@hansom/platform-identity/testing';
import { type BootedServices, bootServices, freePort } from '@hansom/platform-runtime/testing';
import { cityCode, makeId } from '@hansom/shared-ids';

import { console } from '../src/service.ts';

const BOOKING = makeId('booking', '01941f29-7c00-7aaa-8abc-0123456789ab', cityCode('got'));

describe('a console that nobody answers', () => {
  let running: BootedServices;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    running = await bootServices([console], { env: { HANSOM_CONSOLE_PORT: String(port) } });
  });

  afterAll(() => running.close());

  /** Asks as somebody with these roles. */
  async function get(path: string, ...roles: string[]) {
    const token = await running.tokenFor(aUser({ id: 'staff_1', roles }));
    const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  it('says what could not be looked for', async () => {
    const { status, body } = await get('/v1/search?q=asta', 'OPS.GOT');

    expect(status).toBe(200);
    expect(body).toMatchObject({ hits: [], missing: [{ part: 'hits.driver' }, { part: 'hits.rider' }] });
  });

  it('lists no service, and says why', async () => {
    const { status, body } = await get('/v1/services', 'OPS.GOT');

    expect(status).toBe(200);
    expect(body).toMatchObject({ services: [], missing: [{ part: 'instances' }, { part: 'rules' }] });
  });

  it('does not find a ride of another city, whoever answers, and cannot tell of one of its own', async () => {
    expect(await get(`/v1/bookings/${BOOKING}`, 'OPS.STO')).toMatchObject({ status: 404 });
    expect(await get(`/v1/bookings/${BOOKING}`, 'OPS.GOT')).toMatchObject({ status: 503 });
  });

  it('keeps services from riders, and traffic from staff who may not change it', async () => {
    expect(await get('/v1/services', 'RIDER')).toMatchObject({ status: 403 });
    const token = await running.tokenFor(aUser({ id: 'staff_1', roles: ['OPS.GOT'] }));
    const response = await fetch(`${url}/v1/traffic/booking`, {
      method: 'PUT',
      headers: {
        ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'k' },
      },
      body: JSON.stringify({ basedOn: 0, reason: 'try', rules: { shares: [], labels: [], faults: [] } }),
    });
    expect(response.status).toBe(403);
  });
});
