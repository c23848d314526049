import { eventually } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';

import { aGateway, closeGateways } from '../testing/a-gateway.ts';
import { implement } from '../routes/handler.ts';
import { route } from '../routes/route.ts';
import { aLatch } from '../testing/latch.ts';
import { rawSocket } from '../testing/raw-socket.ts';
import { BODY, headOfHold, placed, placeHold, placing, reading } from '../testing/routes.ts';

afterEach(closeGateways);

const TRACE = 'a'.repeat(32);
const nothing = async (): Promise<void> => undefined;
const forever = (): Promise<void> => new Promise(() => undefined);

describe('the call of a request', () => {
  it('has the deadline of its route, or four seconds', async () => {
    const left: number[] = [];
    const looking = async (call: Call): Promise<void> => void left.push(call.remaining());
    const { send } = await aGateway([
      reading(looking),
      reading(looking, { path: '/v1/others/{holdId}', operation: 'getOther', deadlineMs: 60_000 }),
    ]);

    await send('/v1/holds/h1');
    await send('/v1/others/h1');

    const [usual = 0, own = 0] = left;
    expect(usual).toBeLessThanOrEqual(4_000);
    expect(own).toBeGreaterThan(usual);
    expect(own).toBeLessThanOrEqual(60_000);
  });

  it('ends when its time is up, whatever its handler waits for', async () => {
    let seen: Call | undefined;
    const { send } = await aGateway([
      reading(
        (call) => {
          seen = call;
          return forever();
        },
        { deadlineMs: 20 },
      ),
    ]);

    const answer = await send('/v1/holds/h1');

    expect(answer).toMatchObject({ status: 504, body: { code: 'rider-api.deadline_exceeded' } });
    expect(seen?.cancelled).toBe(true);
  });

  it('begins the time of its route when its body is there', async () => {
    const { address, send, tokenFor, telemetry } = await aGateway([
      implement(route({ ...placeHold, deadlineMs: 500 }), placed),
      reading(forever, { deadlineMs: 500 }),
    ]);
    const socket = await rawSocket(address);
    const body = JSON.stringify(BODY);
    socket.write(headOfHold({ token: await tokenFor(), length: body.length }));
    await eventually(async () => (await telemetry.metrics()).includes('awaited_bodies 1'));
    expect((await send('/v1/holds/h1')).status).toBe(504); // as much time has passed

    socket.write(body);

    expect(await socket.until('commandKey')).toContain('HTTP/1.1 201 ');
    socket.destroy();
  });

  it('is given up when the app goes away', async () => {
    const begun = aLatch();
    const cancelled = aLatch();
    let seen: Call | undefined;
    const { address } = await aGateway([
      reading((call) => {
        seen = call;
        call.onCancel(cancelled.open);
        begun.open();
        return forever();
      }),
    ]);
    const socket = await rawSocket(address);
    socket.write('GET /v1/holds/h1 HTTP/1.1\r\nhost: x\r\n\r\n');
    await begun.opened;

    socket.destroy();

    await cancelled.opened;
    expect(seen?.cancellation()?.kind).toBe('cancelled');
  });

  it('is given up when the app goes away in the middle of its body, and nobody is alarmed', async () => {
    const { address, tokenFor, telemetry, lines } = await aGateway([placing(placed)]);
    const socket = await rawSocket(address);
    socket.write(`${headOfHold({ token: await tokenFor(), length: 100 })}{"at":`);
    await eventually(async () => (await telemetry.metrics()).includes('awaited_bodies 1'));

    socket.destroy();

    await eventually(() => telemetry.rates.endpoints().some(({ callersFault }) => callersFault.count === 1));
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('the trace of a request', () => {
  it('is the one that it came with', async () => {
    const { send, telemetry } = await aGateway([reading(nothing)]);

    await send('/v1/holds/h1', { headers: { traceparent: `00-${TRACE}-${'b'.repeat(16)}-01` } });

    expect(telemetry.spans).toMatchObject([
      {
        name: 'GET /v1/holds/{holdId}',
        kind: 'server',
        traceId: TRACE,
        parentSpanId: 'b'.repeat(16),
        attributes: { 'http.request.method': 'GET', 'http.route': '/v1/holds/{holdId}' },
      },
    ]);
  });

  it('is kept and named when that is asked for', async () => {
    const { send, telemetry } = await aGateway([reading(nothing)], { sampling: 0 });

    const usual = await send('/v1/holds/h1');
    const forced = await send('/v1/holds/h1', { headers: { 'x-hansom-trace': '1' } });

    expect(usual.headers.get('x-hansom-trace-id')).toBeNull();
    expect(telemetry.spans).toHaveLength(1);
    expect(forced.headers.get('x-hansom-trace-id')).toBe(telemetry.spans[0]?.traceId);
  });

  it('is named by every problem', async () => {
    const error = new HansomError('not_found', 'hold.not_found', { description: 'none' });
    const { send } = await aGateway([reading(() => Promise.reject(error))]);

    const answer = await send('/v1/holds/h1', {
      headers: { traceparent: `00-${TRACE}-${'b'.repeat(16)}-00` },
    });

    expect(answer.body.traceId).toBe(TRACE);
  });
});

describe('the rates of a gateway', () => {
  it('tell how each route went', async () => {
    const error = new HansomError('unavailable', 'hold.away', { description: '' });
    const outcomes = [nothing, nothing, () => Promise.reject(error)];
    const { send, telemetry } = await aGateway([reading(async () => outcomes.shift()?.())]);

    await send('/v1/holds/h1');
    await send('/v1/holds/h2');
    await send('/v1/holds/h3');
    await send('/v1/holds/h4?x=1');

    expect(telemetry.rates.endpoints()).toMatchObject([
      {
        path: 'GET /v1/holds/{holdId}',
        success: { count: 2 },
        failure: { count: 1 },
        callersFault: { count: 1 },
      },
    ]);
    expect(await telemetry.metrics()).toContain('http_route="/v1/holds/{holdId}"');
  });

  it('tell how much is in flight', async () => {
    const begun = aLatch();
    const done = aLatch();
    const { send, telemetry } = await aGateway([
      reading(async () => {
        begun.open();
        await done.opened;
      }),
    ]);
    const answer = send('/v1/holds/h1');
    await begun.opened;

    const during = await telemetry.metrics();
    done.open();
    await answer;

    expect(during).toContain('hansom_http_rider_in_flight 1');
    expect(await telemetry.metrics()).toContain('hansom_http_rider_in_flight 0');
  });
});
