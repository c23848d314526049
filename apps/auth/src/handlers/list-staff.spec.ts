import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext, type SpecContext } from '../../test/a-context.ts';
import { aMember } from '../../test/a-member.ts';
import { listStaff } from './list-staff.ts';

const list = (ctx: SpecContext, page = '') => callHandler(listStaff(ctx), { page }, { effects: ctx.effects });

describe('listStaff', () => {
  it('lists by name', async () => {
    const ctx = await aContext();
    for (const name of ['bert', 'anna']) await aMember(ctx, { commandKey: name, name });

    const { staff, nextPage } = await list(ctx);

    expect(staff.map(({ name }) => name)).toEqual(['anna', 'bert']);
    expect(nextPage).toBe('');
  });

  it('lists many by pages', async () => {
    const ctx = await aContext();
    const names = Array.from({ length: 101 }, (_, i) => `m${String(i).padStart(3, '0')}`);
    for (const name of names) await aMember(ctx, { commandKey: name, name, password: '' });

    const first = await list(ctx);
    const second = await list(ctx, first.nextPage);

    expect([...first.staff, ...second.staff].map(({ name }) => name)).toEqual(names);
    expect([first.staff.length, second.nextPage]).toEqual([100, '']);
  });
});
