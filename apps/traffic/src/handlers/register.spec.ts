import { instanceToWire, type MeshInstance } from '@hansom/platform-mesh';
import { anInstance } from '@hansom/platform-mesh/testing';
import { type Caller } from '@hansom/platform-rpc';
import { aCall } from '@hansom/platform-rpc/testing';
import { type RegisterRequest } from '@hansom/proto-traffic';

import { aContext, type SpecContext } from '../../test/a-context.ts';
import { REOPENING_MS } from '../domain/leases.ts';
import { register } from './register.ts';

type Said = MeshInstance | 'heartbeat' | 'goodbye';

function request(said: Said): RegisterRequest {
  if (typeof said === 'string') return { said: { $case: said, value: {} } };
  return { said: { $case: 'instance', value: instanceToWire(said) } };
}

/** Says it all, and gives what was there after each, and at the end. */
async function seen(ctx: SpecContext, said: Said[], caller: Caller = { service: 'echo' }): Promise<string[]> {
  const call = Object.assign(aCall({ name: 'traffic' }), { caller });
  const requests = (async function* () {
    for (const one of said) yield request(one);
  })();
  const states: string[] = [];
  const note = (): void =>
    void states.push(
      ctx.leases
        .list()
        .map(({ instance, state }) => `${instance} ${state}`)
        .join(),
    );
  const answers = register(ctx)(requests, call)[Symbol.asyncIterator]();
  while (!(await answers.next()).done) note();
  note();
  return states;
}

describe('register', () => {
  it('holds the lease of who says who it is, and lets go of it when its stream has ended', async () => {
    const ctx = await aContext();

    const states = await seen(ctx, [anInstance(), 'heartbeat']);
    await ctx.effects.time.advance(REOPENING_MS + 1);
    ctx.leases.tick();

    expect(states).toEqual(['i1 serving', 'i1 serving', 'i1 serving']);
    expect(ctx.leases.list()).toEqual([]);
  });

  it('drains who says goodbye, also when its stream has ended', async () => {
    expect(await seen(await aContext(), [anInstance(), 'goodbye'])).toEqual([
      'i1 serving',
      'i1 draining',
      'i1 draining',
    ]);
  });

  it('does not know who only says that it lives', async () => {
    expect(await seen(await aContext(), ['heartbeat', 'goodbye'])).toEqual(['', '', '']);
  });

  it.each([[{ service: 'other' }], [{}]])(
    'refuses an instance of a service that %j is not',
    async (caller) => {
      const ctx = await aContext();

      await expect(seen(ctx, [anInstance()], caller)).rejects.toMatchObject({
        kind: 'permission_denied',
        code: 'traffic.not_yours',
      });
      expect(ctx.leases.list()).toEqual([]);
    },
  );

  it('lets an operator register any', async () => {
    expect((await seen(await aContext(), [anInstance()], { operator: 'anna' }))[0]).toBe('i1 serving');
  });

  it('refuses an instance that clients would refuse', async () => {
    await expect(seen(await aContext(), [anInstance({ address: 'localhost:1' })])).rejects.toMatchObject({
      code: 'traffic.invalid_argument',
      fields: [{ field: 'instance.address' }],
    });
  });
});
