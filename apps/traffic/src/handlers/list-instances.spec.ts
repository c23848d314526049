import { anInstance } from '@hansom/platform-mesh/testing';
import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext } from '../../test/a-context.ts';
import { listInstances } from './list-instances.ts';

describe('listInstances', () => {
  it.each([
    ['', ['echo/i1', 'echo/i2', 'other/i1']],
    ['echo', ['echo/i1', 'echo/i2']],
    ['nobody', []],
  ])('lists the live instances of %j, in order', async (service, listed) => {
    const ctx = await aContext();
    ctx.leases.hold(anInstance({ service: 'other' }));
    ctx.leases.hold(anInstance({ instance: 'i2' }));
    ctx.leases.hold(anInstance());

    const { instances } = await callHandler(listInstances(ctx), { service });

    expect(instances.map((one) => `${one.service}/${one.instance}`)).toEqual(listed);
  });
});
