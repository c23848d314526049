import { aUser, callHandlerAs } from '@hansom/platform-identity/testing';
import { callHandler } from '@hansom/platform-rpc/testing';
import { type SetRulesRequest } from '@hansom/proto-traffic';

import { aContextWithEcho, type SpecContext } from '../../test/a-context.ts';
import { getRules } from './get-rules.ts';
import { listChanges } from './list-changes.ts';
import { setRules } from './set-rules.ts';

const V1 = { service: 'echo', shares: [{ version: 'v1', share: 1 }], labels: [], faults: [] };
const V2 = { ...V1, shares: [{ version: 'v2', share: 1 }] };
const NONE = { ...V1, shares: [] };

function set(ctx: SpecContext, over: Partial<SetRulesRequest> = {}) {
  const request = { commandKey: 'k1', basedOn: 0n, reason: 'try', rules: V1, ...over };
  return callHandler(setRules(ctx), request, { effects: ctx.effects, from: 'console' });
}

function stored(ctx: SpecContext) {
  return callHandler(getRules(ctx), {}, { effects: ctx.effects });
}

function changes(ctx: SpecContext, over: { before?: bigint; limit?: number } = {}) {
  return callHandler(listChanges(ctx), { before: 0n, limit: 0, ...over }, { effects: ctx.effects });
}

describe('setRules', () => {
  it('replaces the rules of one service and leaves the others', async () => {
    const ctx = await aContextWithEcho();
    const other = { ...V1, service: 'other' };
    await set(ctx);
    await set(ctx, { commandKey: 'k2', basedOn: 1n, rules: other });

    const { version } = await set(ctx, { commandKey: 'k3', basedOn: 2n, rules: V2 });

    expect(version).toBe(3n);
    expect(await stored(ctx)).toEqual({ version: 3n, rules: [V2, other] });
  });

  it('takes a service without rules out', async () => {
    const ctx = await aContextWithEcho();
    await set(ctx);

    await set(ctx, { commandKey: 'k2', basedOn: 1n, rules: NONE });

    expect(await stored(ctx)).toEqual({ version: 2n, rules: [] });
  });

  it.each([[0n], [2n]])(
    'refuses a change that was based on version %s when there is 1, and changes nothing',
    async (basedOn) => {
      const ctx = await aContextWithEcho();
      await set(ctx);

      const late = set(ctx, { commandKey: 'k2', basedOn, rules: V2 });

      await expect(late).rejects.toMatchObject({ code: 'traffic.outdated', context: { version: '1' } });
      expect(await stored(ctx)).toEqual({ version: 1n, rules: [V1] });
    },
  );

  it('refuses a change of rules that are not there yet', async () => {
    const ctx = await aContextWithEcho();

    await expect(set(ctx, { basedOn: 7n })).rejects.toMatchObject({
      code: 'traffic.outdated',
      context: { version: '0' },
    });
  });

  it('lets one of two changes through that were based on the same', async () => {
    const ctx = await aContextWithEcho();
    await set(ctx);

    const both = Promise.allSettled(['k2', 'k3'].map((commandKey) => set(ctx, { commandKey, basedOn: 1n })));
    await ctx.effects.time.advance(1_000); // who loses a race waits a moment before it looks again

    expect((await both).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await stored(ctx)).version).toBe(2n);
  });

  it('answers a repeat alike and does it once', async () => {
    const ctx = await aContextWithEcho();
    const first = await set(ctx);

    expect(await set(ctx)).toEqual(first);
    expect((await stored(ctx)).version).toBe(1n);
  });

  it('warns of versions that nobody runs', async () => {
    const ctx = await aContextWithEcho();

    expect(await set(ctx, { rules: V2 })).toEqual({
      version: 1n,
      warnings: ['no instance of echo runs version v2'],
    });
  });

  it('names every field that breaks a rule, and changes nothing', async () => {
    const ctx = await aContextWithEcho();

    const unreasoned = set(ctx, { commandKey: '', reason: ' ' });
    const wrong = set(ctx, { rules: { ...V1, shares: [{ version: 'v1', share: 0 }] } });

    await expect(unreasoned).rejects.toMatchObject({
      fields: [{ field: 'command_key' }, { field: 'reason' }],
    });
    await expect(wrong).rejects.toMatchObject({ fields: [{ field: 'rules.shares' }] });
    expect((await stored(ctx)).version).toBe(0n);
  });
});

describe('listChanges', () => {
  it('says who changed what and why, the newest first', async () => {
    const ctx = await aContextWithEcho();
    await set(ctx, { reason: 'first' });
    await set(ctx, { commandKey: 'k2', basedOn: 1n, reason: 'second', rules: V2 });

    const { changes: listed } = await changes(ctx);

    const at = new Date(ctx.effects.clock.now());
    expect(listed).toEqual([
      { version: 2n, at, who: 'service:console', reason: 'second', oldRules: V1, newRules: V2 },
      { version: 1n, at, who: 'service:console', reason: 'first', oldRules: NONE, newRules: V1 },
    ]);
  });

  it('names the person for whom it was done', async () => {
    const ctx = await aContextWithEcho();
    const request = { commandKey: 'k1', basedOn: 0n, reason: 'try', rules: V1 };
    const asta = aUser({ id: 'staff_asta', roles: ['OPS.ADMIN'] });
    await callHandlerAs(asta, setRules(ctx), { request, effects: ctx.effects });

    const { changes: listed } = await changes(ctx);

    expect(listed).toMatchObject([{ who: 'user:staff_asta' }]);
  });

  it('gives pages', async () => {
    const ctx = await aContextWithEcho();
    for (let i = 0; i < 5; i += 1) await set(ctx, { commandKey: `k${i}`, basedOn: BigInt(i) });
    const versions = async (page: { before?: bigint; limit?: number }) =>
      (await changes(ctx, page)).changes.map(({ version }) => Number(version));

    expect(await versions({ limit: 2 })).toEqual([5, 4]);
    expect(await versions({ before: 4n, limit: 2 })).toEqual([3, 2]);
    expect(await versions({ before: 2n })).toEqual([1]);
    expect(await versions({ before: 1n })).toEqual([]);
  });

  it('has nothing to list before the first', async () => {
    expect(await changes(await aContextWithEcho())).toEqual({ changes: [] });
  });

  it('refuses pages that are too long', async () => {
    await expect(changes(await aContextWithEcho(), { limit: 101 })).rejects.toMatchObject({
      fields: [{ field: 'limit' }],
    });
  });
});
