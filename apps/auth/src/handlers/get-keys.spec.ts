import { callHandler } from '@hansom/platform-rpc/testing';

import { aContext } from '../../test/a-context.ts';
import { getKeys } from './get-keys.ts';

describe('getKeys', () => {
  it('tells the public part of the key that signs and of the next one, and nothing private', async () => {
    const ctx = await aContext();

    const { jwks } = await callHandler(getKeys(ctx), {}, { effects: ctx.effects });

    const { keys } = JSON.parse(jwks);
    expect(keys).toEqual(
      [ctx.keyRing.keys.current, ctx.keyRing.keys.next].map(({ kid, x }) =>
        expect.objectContaining({ kid, x }),
      ),
    );
    expect(jwks).not.toContain('"d"');
  });
});
