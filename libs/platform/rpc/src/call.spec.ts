import { monotonicInstant } from '@hansom/platform-context';
import { fakeEffects, type FakeEffects } from '@hansom/platform-context/testing';

import { NO_BAGGAGE } from './baggage.ts';
import { type CallScope, rootCall } from './call.ts';
import { endpointsOf } from './endpoint.ts';
import { aCall } from './testing/calls.ts';
import { echoContract } from './testing/echo-contract.ts';

describe('a call', () => {
  let effects: FakeEffects;
  let root: CallScope;
  const { read } = endpointsOf(echoContract());

  beforeEach(() => {
    effects = fakeEffects();
    root = rootCall(effects, { name: 'dispatch', deadlineMs: 1000 });
  });

  it('begins with nobody, nothing and its whole time', () => {
    expect(root).toMatchObject({
      name: 'dispatch',
      caller: {},
      endpoint: undefined,
      parent: undefined,
      cancelled: false,
    });
    expect(root.baggage).toBe(NO_BAGGAGE);
    expect(root.remaining()).toBe(1000);
    expect(root.cancellation()).toBeUndefined();
  });

  it('tells how much time is left, also when none is', async () => {
    const call = aCall({ effects, deadlineMs: 100 });

    await effects.time.advance(130);

    expect(call.remaining()).toBe(-30);
  });

  it('is cancelled by its deadline, and says so in its own name', async () => {
    await effects.time.advance(1000);

    expect(root.cancelled).toBe(true);
    expect(root.cancellation()).toMatchObject({
      kind: 'deadline_exceeded',
      code: 'dispatch.deadline_exceeded',
      description: 'the call ran out of time',
    });
  });

  it('is cancelled once, with everything below it', () => {
    const trail: string[] = [];
    const child = root.fork({ name: 'eta' });
    const grandchild = child.fork();
    root.onCancel(() => trail.push('root'));
    child.onCancel(() => trail.push('child'));
    grandchild.onCancel(() => trail.push('grandchild'));

    root.cancel();
    root.cancel();

    expect(trail).toEqual(['root', 'child', 'grandchild']);
    expect(grandchild.cancellation()).toMatchObject({
      kind: 'cancelled',
      code: 'eta.cancelled',
      description: 'the call was given up',
    });
  });

  it('leaves what is beside it and above it alone', () => {
    const [one, other] = [root.fork(), root.fork()];

    one.cancel();

    expect([one.cancelled, other.cancelled, root.cancelled]).toEqual([true, false, false]);
  });

  it('ends: what is still open below it is given up, and nothing can cancel it any more', async () => {
    const child = root.fork();
    const late = jest.fn();
    root.onCancel(late);

    root.end();
    root.cancel();
    await effects.time.advance(2000);

    expect([root.cancelled, child.cancellation()?.kind]).toEqual([false, 'cancelled']);
    expect(late).not.toHaveBeenCalled();
    expect(effects.time.waiting).toBe(0);
  });

  it('gives up at once what is begun below it when it is over', async () => {
    const ended = rootCall(effects, { name: 'a', deadlineMs: 10 });
    const late = rootCall(effects, { name: 'b', deadlineMs: 10 });
    ended.end();
    await effects.time.advance(10);

    expect(ended.fork().cancellation()).toMatchObject({ kind: 'cancelled' });
    expect(late.fork().cancellation()).toMatchObject({ kind: 'deadline_exceeded' });
  });

  it('runs no action that was taken back, and at once what comes too late', () => {
    const [kept, taken, late] = [jest.fn(), jest.fn(), jest.fn()];
    root.onCancel(kept);
    root.onCancel(taken)();

    root.cancel();
    root.onCancel(late)();

    expect([kept, taken, late].map((action) => action.mock.calls.length)).toEqual([1, 0, 1]);
  });

  it('runs no action of a call that ended', () => {
    const late = jest.fn();
    root.end();

    root.onCancel(late)();

    expect(late).not.toHaveBeenCalled();
  });

  it('gives one signal', () => {
    const early = root.signal;

    root.cancel();

    expect(root.signal).toBe(early);
    expect(early.aborted).toBe(true);
    expect(root.fork().signal.aborted).toBe(true);
  });

  it('never lives longer than its parent, and needs no timer for that', async () => {
    const longer = root.fork({ deadline: monotonicInstant(root.deadline + 1) });
    const shorter = root.fork({ deadline: monotonicInstant(root.deadline - 500) });

    expect([longer.deadline, shorter.deadline]).toEqual([root.deadline, root.deadline - 500]);
    expect(effects.time.waiting).toBe(2); // the root's and the shorter one's
    await effects.time.advance(500);
    expect([longer.cancelled, shorter.cancelled]).toEqual([false, true]);
  });

  it('lasts until it is ended when it is a session', async () => {
    const session = rootCall(effects, { name: 'lease', deadlineMs: Infinity });
    const child = session.fork();
    const bounded = session.fork({ deadline: monotonicInstant(effects.monotonic.now() + 100) });

    await effects.time.advance(1e9);

    expect([session.cancelled, child.cancelled, bounded.cancelled]).toEqual([false, false, true]);
    expect(session.remaining()).toBe(Infinity);
    expect(effects.time.waiting).toBe(0);
  });

  it.each([-1, NaN, -Infinity])('has no deadline of %d ms', (deadlineMs) => {
    expect(() => rootCall(effects, { name: 'a', deadlineMs })).toThrow(
      new RangeError(`a deadline of ${deadlineMs} ms`),
    );
  });

  it('may have no time at all', async () => {
    const call = rootCall(effects, { name: 'a', deadlineMs: 0 });

    await effects.time.advance(0);

    expect(call.cancelled).toBe(true);
  });

  it.each(['Dispatch', '', 'a b', 'a.b'])('is not called %p', (name) => {
    expect(() => rootCall(effects, { name, deadlineMs: 1 })).toThrow(/is not kebab-case/);
  });

  it('passes on name, caller, baggage, headers and target, or what is given in their place', () => {
    const call = aCall({ effects, from: 'desk', operator: 'ann', baggage: { city: 'GOT' } });
    call.setHeader('x-a', '1');
    call.setTarget('i7.eta');

    const same = call.fork();
    const other = call.fork({ name: 'eta', baggage: { city: 'LON' } });

    expect(same).toMatchObject({
      name: 'spec',
      caller: { service: 'desk', operator: 'ann' },
      baggage: { city: 'GOT' },
    });
    expect(same).toMatchObject({ headers: { 'x-a': '1' }, target: 'i7.eta', parent: call });
    expect(other).toMatchObject({ name: 'eta', baggage: { city: 'LON' } });
    expect(aCall({ endpoint: read }).fork().endpoint).toBe(read);
    expect(call.fork({ endpoint: read }).endpoint).toBe(read);
  });

  it('keeps what is set on it from its parent and its siblings', () => {
    const [one, other] = [root.fork(), root.fork()];

    one.setHeader('x-a', '1');
    one.setHeader('x-b', '2');
    one.setTarget('i7.eta');

    expect(one.headers).toEqual({ 'x-a': '1', 'x-b': '2' });
    expect([other.headers, root.headers, other.target, root.target]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('has no header but those that came with its request', () => {
    expect(root.header('x-a')).toBeUndefined();
  });

  it.each(['a', 'x-a.b_c-1', '0', 'x-bin-d'])('sends the header %p', (name) => {
    root.setHeader(name, 'v');

    expect(root.headers).toEqual({ [name]: 'v' });
  });

  it.each(['', 'X-A', 'x a', 'x-a\n', 'grpc-timeout', 'x-bin', 'a-b-bin', '-bin', ':path', 'ü'])(
    'does not send the header %p',
    (name) => {
      expect(() => root.setHeader(name, 'v')).toThrow(new TypeError(`${name} cannot be sent as a header`));
    },
  );

  it.each(['v', 'a b', '~', '!'.repeat(2048)])('sends a value', (value) => {
    root.setHeader('x-a', value);

    expect(root.headers).toEqual({ 'x-a': value });
  });

  it.each(['', ' ', ' v', 'v ', 'a\nb', 'a\u0000', 'ü', 'x'.repeat(2049)])(
    'does not send the value %p',
    (value) => {
      expect(() => root.setHeader('x-a', value)).toThrow(TypeError);
    },
  );

  it.each(['eta', 'i7.eta', 'I_7.eta-2', 'a'.repeat(253)])('is sent to %p', (name) => {
    root.setTarget(name);

    expect(root.target).toBe(name);
  });

  it.each(['', '.eta', 'a/b', 'a b', 'a:1', 'eta\n', 'a'.repeat(254)])('is not sent to %p', (name) => {
    expect(() => root.setTarget(name)).toThrow(/is not the name of an instance/);
  });
});
