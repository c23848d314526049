import { callHandler } from '@hansom/platform-rpc/testing';
import { type ManyToOneRequest } from '@hansom/proto-eta';

import { aContext, corner, type SpecContext } from '../../test/a-context.ts';
import { manyToOne } from './many-to-one.ts';
import { route } from './route.ts';

function asked(ctx: SpecContext, over: Partial<ManyToOneRequest>) {
  return callHandler(manyToOne(ctx), { city: 'got', from: [], to: corner(0, 0), ...over });
}

describe('manyToOne', () => {
  it('finds for each what a route of its own would find, in the order of the request', async () => {
    const ctx = aContext();
    const to = corner(5.05, 15);
    const from = [corner(0, 0), corner(-1, 2), corner(5.05, 16), corner(5.05, 14), to, corner(9, 4)];

    const { ways } = await asked(ctx, { from, to });

    const routes = await Promise.all(
      from.map((one) => callHandler(route(ctx), { city: 'got', from: one, to, withLine: false })),
    );
    expect(ways.map(({ distanceMetres, durationMs }) => ({ distanceMetres, durationMs, line: [] }))).toEqual(
      routes.map(({ outcome }) => outcome?.value),
    );
  });

  it('says for whom there is none', async () => {
    const none = { found: false, distanceMetres: 0, durationMs: 0 };

    const { ways } = await asked(aContext(), { from: [corner(1, 0), corner(-6, 0), corner(2, 0)] });

    expect(ways).toEqual([
      expect.objectContaining({ found: true }),
      none,
      expect.objectContaining({ found: true }),
    ]);
    expect(ways[2]!.durationMs).toBeGreaterThan(ways[0]!.durationMs);
  });

  it('has none at all where no road is near the one', async () => {
    const { ways } = await asked(aContext(), { from: [corner(1, 0), corner(2, 0)], to: corner(-6, 0) });

    expect(ways.map(({ found }) => found)).toEqual([false, false]);
  });

  it('refuses a city without roads', async () => {
    const refused = asked(aContext(), { city: 'xyz', from: [corner(0, 0)] });

    await expect(refused).rejects.toMatchObject({ code: 'eta.no_roads' });
  });

  it.each([0, 501])('refuses %i points', async (count) => {
    const refused = asked(aContext(), { from: Array.from({ length: count }, () => corner(0, 0)) });

    await expect(refused).rejects.toMatchObject({ fields: [{ field: 'from' }] });
  });

  it('names the point that is none', async () => {
    const refused = asked(aContext(), { from: [corner(0, 0), { lat: 0, lng: 181 }], to: undefined });

    await expect(refused).rejects.toMatchObject({ fields: [{ field: 'from[1]' }, { field: 'to' }] });
  });
});
