import { HansomError } from '@hansom/platform-errors';
import { type ClientCall, endpointsOf } from '@hansom/platform-rpc';
import { aCall, echoContract } from '@hansom/platform-rpc/testing';

import { type Check, type Finding } from '../check.ts';
import { watchRefusals } from './callee-check.ts';
import { capacityCheck } from './capacity-check.ts';
import { promiseCheck } from './promise-check.ts';
import { configCheck } from './config-check.ts';

const { read } = endpointsOf(echoContract({ p95Ms: 50 }));

function run({ run: check }: Check): Finding | Promise<Finding> {
  return check(new AbortController().signal);
}

describe('promiseCheck', () => {
  let p95Ms: number;
  let success: number;
  let failure: number;
  let check: Check;

  beforeEach(() => {
    [p95Ms, success, failure] = [40, 0, 0];
    check = promiseCheck(read, () => [
      { path: read.path, success: { count: success }, failure: { count: failure }, latency: { p95Ms } },
    ]);
    for (let minute = 0; minute < 3; minute++) void run(check); // it is warm
  });

  it('bears with a service that is slow as it starts, and not with calls that fail', () => {
    [success, p95Ms] = [100, 1000];
    const cold = promiseCheck(read, () => [
      { path: read.path, success: { count: success }, failure: { count: failure }, latency: { p95Ms } },
    ]);

    expect(run(cold)).toMatchObject({ ok: true, measurements: { p95_ms: 1000 } });
    [success, failure] = [200, 100];
    expect(run(cold)).toMatchObject({ ok: false, message: '100 of 200 calls failed' });
    success += 100;
    expect(run(cold)).toMatchObject({ ok: true });
    success += 100;
    expect(run(cold)).toMatchObject({ ok: false });
  });

  it('passes while the endpoint keeps its promise, and says how far', () => {
    success = 100;

    expect(run(check)).toMatchObject({
      ok: true,
      measurements: { calls: 100, failures: 0, p95_ms: 40, promised_p95_ms: 50 },
    });
  });

  it('fails when the 95th percentile is over the promise', () => {
    [success, p95Ms] = [20, 50.1];

    expect(run(check)).toMatchObject({
      ok: false,
      message: 'the 95th percentile is 50.1 ms, promised were 50',
    });
  });

  it('fails when more than one of a hundred calls failed', () => {
    [success, failure] = [98, 2];

    expect(run(check)).toMatchObject({ ok: false, message: '2 of 100 calls failed' });
  });

  it('bears one of a hundred', () => {
    [success, failure] = [99, 1];

    expect(run(check)).toMatchObject({ ok: true });
  });

  it('says nothing about less than 20 calls', () => {
    [success, failure, p95Ms] = [0, 19, 1000];

    expect(run(check)).toMatchObject({ ok: true });
  });

  it('judges what came since the last run', () => {
    [success, failure] = [0, 100];
    expect(run(check)).toMatchObject({ ok: false });

    success = 100;

    expect(run(check)).toMatchObject({ ok: true, measurements: { calls: 100, failures: 0 } });
  });

  it('passes where nobody called', () => {
    expect(run(promiseCheck(read, () => []))).toMatchObject({ ok: true, measurements: { calls: 0 } });
  });

  it('is called as the endpoint, and never takes the instance out', () => {
    expect(promiseCheck({ ...read, method: 'FindNearest', criticality: 0 }, () => [])).toMatchObject({
      name: 'promise-echo-find-nearest',
      priority: 'email',
    });
    expect(promiseCheck({ ...read, criticality: 2 }, () => []).priority).toBe('warning');
  });
});

describe('capacityCheck', () => {
  let admitted: number;
  let refused: number[];
  let check: Check;

  beforeEach(() => {
    [admitted, refused] = [0, [0, 0, 0, 0, 0, 0]];
    check = capacityCheck(() => ({ limit: 20, inFlight: 3, admitted, refused }));
  });

  it('passes where nothing is refused', () => {
    admitted = 100;

    expect(run(check)).toMatchObject({
      ok: true,
      measurements: { limit_calls: 20, in_flight_calls: 3, refused_calls: 0 },
    });
  });

  it('bears one of a hundred that is not for a ride', () => {
    [admitted, refused] = [99, [0, 0, 0, 0, 0, 1]];

    expect(run(check)).toMatchObject({ ok: true });
  });

  it('fails when more are refused', () => {
    [admitted, refused] = [98, [0, 0, 0, 1, 0, 1]];

    expect(run(check)).toMatchObject({
      ok: false,
      message: '2 of 100 calls were refused, 0 of them for rides',
    });
  });

  it('fails when one for a ride is refused', () => {
    [admitted, refused] = [9999, [1, 0, 0, 0, 0, 0]];

    expect(run(check)).toMatchObject({ ok: false });
  });

  it('judges what came since the last run', () => {
    [admitted, refused] = [10, [5, 0, 0, 0, 0, 0]];
    expect(run(check)).toMatchObject({ ok: false });

    admitted = 20;

    expect(run(check)).toMatchObject({ ok: true });
  });
});

describe('watchRefusals', () => {
  const refusal = (details: { origin?: string } = {}): HansomError =>
    new HansomError('permission_denied', 'echo.not_allowed', { description: 'you may not', ...details });

  it('fails when a callee refused a call, and names the RPC', async () => {
    const { interceptor, check } = watchRefusals();
    const rpc = interceptor(read, () => Promise.reject(refusal({ origin: 'echo' })));

    await expect(rpc({}, aCall({ name: 'echo' }) as ClientCall)).rejects.toThrow('you may not');

    expect(run(check)).toEqual({
      ok: false,
      message: 'refused /hansom.echo.v1.EchoService/Read: 1',
      measurements: { refused_calls: 1 },
    });
    expect(run(check)).toMatchObject({ ok: true });
  });

  it.each([
    ['what somebody behind the callee refused', refusal({ origin: 'other' })],
    ['what is no refusal', new HansomError('not_found', 'echo.not_found', { description: 'none' })],
    ['what is not ours', new Error('broken')],
  ])('passes over %s', async (_what, error) => {
    const { interceptor, check } = watchRefusals();

    await expect(
      interceptor(read, () => Promise.reject(error))({}, aCall({ name: 'echo' }) as ClientCall),
    ).rejects.toBe(error);

    expect(run(check)).toMatchObject({ ok: true });
  });

  describe('whether anybody takes calls', () => {
    const nobody = new HansomError('unavailable', 'echo.unavailable', { description: 'no connection' });
    const full = new HansomError('unavailable', 'echo.overloaded', { description: '', origin: 'echo' });

    /** So many calls that find nobody, so many that are answered, and so many that are told that the callee is full. */
    async function world({ unreached = 0, answered = 0, refused = 0 }) {
      const { interceptor, unreachable } = watchRefusals();
      const ends = [
        ...Array.from({ length: unreached }, () => () => Promise.reject(nobody)),
        ...Array.from({ length: answered }, () => () => Promise.resolve('done')),
        ...Array.from({ length: refused }, () => () => Promise.reject(full)),
      ];
      const calls = ends.map((next) => interceptor(read, next)({}, aCall({ name: 'echo' }) as ClientCall));
      await Promise.allSettled(calls);
      return unreachable;
    }

    it('fails when more than half of the calls found nobody, and names the callee', async () => {
      const check = await world({ unreached: 11, answered: 9 });

      expect(run(check)).toEqual({
        ok: false,
        message: 'nobody takes calls to echo (11 of 20 calls)',
        measurements: { unreachable_callees: 1 },
      });
      expect(run(check)).toMatchObject({ ok: true });
    });

    it.each([
      ['half of them did', { unreached: 10, answered: 10 }],
      ['there were few', { unreached: 19 }],
      ['the callee itself said that it is full', { refused: 40 }],
    ])('passes when %s', async (_what, counts) => {
      expect(run(await world(counts))).toMatchObject({ ok: true });
    });
  });

  it('hands on answers', async () => {
    const { interceptor } = watchRefusals();

    await expect(interceptor(read, () => Promise.resolve('done'))({}, aCall() as ClientCall)).resolves.toBe(
      'done',
    );
  });
});

describe('configCheck', () => {
  it.each([
    [undefined, true],
    ['the source is away', false],
  ])('with the problem %j passes: %j', (problem, ok) => {
    expect(run(configCheck(() => problem))).toEqual({ ok, message: problem });
  });
});
