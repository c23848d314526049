import { aGateway, closeGateways } from '../testing/a-gateway.ts';
import { reading } from '../testing/routes.ts';

afterEach(closeGateways);

const APP = 'https://app.example';
const nothing = async (): Promise<void> => undefined;
const preflight = (origin: string) => ({
  method: 'OPTIONS',
  token: null,
  headers: { origin, 'access-control-request-method': 'POST' },
});

describe('a page of another origin', () => {
  it('is let in where its origin is listed', async () => {
    const { send } = await aGateway([reading(nothing)], { corsOrigins: [APP] });

    const asked = await send('/v1/holds/h1', preflight(APP));
    const answer = await send('/v1/holds/h1', { headers: { origin: APP } });
    const refused = await send('/v1/holds/h1?x=1', { headers: { origin: APP } });

    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
    for (const { headers } of [asked, answer, refused]) {
      expect(headers.get('access-control-allow-origin')).toBe(APP);
      expect(headers.get('vary')).toBe('Origin');
    }
    expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.each(['https://evil.example', 'https://app.example.evil', 'null'])(
    'is not let in from %p',
    async (origin) => {
      const { send } = await aGateway([reading(nothing)], { corsOrigins: [APP] });

      const asked = await send('/v1/holds/h1', preflight(origin));
      const answer = await send('/v1/holds/h1', { headers: { origin } });

      expect(asked.status).toBe(405);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('is let in from nowhere unless somebody says so', async () => {
    const { send } = await aGateway([reading(nothing)]);

    const asked = await send('/v1/holds/h1', preflight(APP));

    expect(asked.status).toBe(405);
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
  });
});
