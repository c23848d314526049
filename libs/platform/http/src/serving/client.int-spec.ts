import { createClient, isProblem } from '@hansom/client-http';

import { aGateway, closeGateways } from '../testing/a-gateway.ts';
import { placed, placing, reading } from '../testing/routes.ts';

afterEach(closeGateways);

interface Operations {
  placeHold: {
    request: {
      params: { placeId: string };
      query?: { seats?: number };
      body: unknown;
      idempotencyKey: string;
    };
    answer: { id: string; seats: number };
    errors: never;
  };
  getHold: { request: { params: { holdId: string } }; answer: { id: string }; errors: never };
}

const OPERATIONS = {
  placeHold: { method: 'POST', path: '/v1/places/{placeId}/holds' },
  getHold: { method: 'GET', path: '/v1/holds/{holdId}' },
};

const at = { lat: 1, lng: 2 };

async function aClient() {
  const { url, tokenFor } = await aGateway([placing(placed), reading(() => new Promise(() => undefined))]);
  return createClient<Operations>(OPERATIONS, { baseUrl: url, token: tokenFor });
}

describe('a typed client and a gateway', () => {
  it('understand each other, and what was answered before', async () => {
    const client = await aClient();
    const request = { params: { placeId: 'p/1' }, query: { seats: 2 }, body: { at }, idempotencyKey: 'k1' };
    const replayed: (string | null)[] = [];
    const onAnswer = ({ headers }: { headers: Headers }): void =>
      void replayed.push(headers.get('idempotency-replayed'));

    const first = await client.placeHold(request, { onAnswer });
    const again = await client.placeHold(request, { onAnswer });

    expect(first.seats).toBe(2);
    expect(again).toEqual(first);
    expect(replayed).toEqual([null, 'true']);
  });

  it('agree on what is wrong', async () => {
    const client = await aClient();
    const bad = { params: { placeId: 'p1' }, body: { at: 'x' }, idempotencyKey: 'k1' };

    const error: unknown = await client.placeHold(bad).catch((thrown: unknown) => thrown);

    expect(isProblem(error, 'rider-api.invalid_argument')).toBe(true);
    expect(error).toMatchObject({ status: 400, problem: { errors: [{ field: 'at' }] } });
  });

  it('both know an end', async () => {
    const client = await aClient();

    const waiting = client.getHold({ params: { holdId: 'h1' } }, { deadlineMs: 50 });

    await expect(waiting).rejects.toMatchObject({ name: 'NoAnswer', reason: 'deadline' });
  });
});
