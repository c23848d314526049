import { callHandler } from '@hansom/platform-rpc/testing';
import { type RouteRequest, type RouteResponse } from '@hansom/proto-eta';
import { greatCircleMetres } from '@hansom/shared-geo';

import { aContext, corner, type SpecContext } from '../../test/a-context.ts';
import { route } from './route.ts';

function asked(ctx: SpecContext, over: Partial<RouteRequest>): Promise<RouteResponse> {
  const request = { city: 'got', from: corner(0, 0), to: corner(0, 0), withLine: false, ...over };
  return callHandler(route(ctx), request);
}

async function wayOf(ctx: SpecContext, over: Partial<RouteRequest>) {
  const { outcome } = await asked(ctx, over);
  if (outcome?.$case !== 'way') throw new Error(`no way but ${String(outcome?.$case)}`);
  return outcome.value;
}

describe('route', () => {
  it('tells the length and the time of the quickest way', async () => {
    const { distanceMetres, durationMs, line } = await wayOf(aContext(), {
      from: corner(1, 0),
      to: corner(0, 3),
    });

    expect(distanceMetres).toBeGreaterThan(395);
    expect(distanceMetres).toBeLessThan(405);
    expect(durationMs).toBeGreaterThan(400 / (30 / 3.6));
    expect(line).toEqual([]);
  });

  it('adds the steps from and to the road', async () => {
    const onRoads = await wayOf(aContext(), { from: corner(1, 0), to: corner(0, 3) });

    const offRoads = await wayOf(aContext(), { from: corner(1, -1), to: corner(-2, 3) });

    expect(offRoads.distanceMetres - onRoads.distanceMetres).toBeGreaterThan(295);
    expect(offRoads.distanceMetres - onRoads.distanceMetres).toBeLessThan(305);
    expect(offRoads.durationMs).toBe(onRoads.durationMs);
  });

  it('draws it from road to road when asked', async () => {
    const [from, to] = [corner(1, -1), corner(0, 3)];

    const { line } = await wayOf(aContext(), { from, to, withLine: true });

    expect(line).toHaveLength(3);
    expect(greatCircleMetres(line[0]!, corner(1, 0))).toBeLessThan(1);
    expect(greatCircleMetres(line[1]!, corner(0, 0))).toBeLessThan(1);
    expect(greatCircleMetres(line[2]!, to)).toBeLessThan(1);
  });

  it('is not led astray by the other carriageway', async () => {
    const ctx = aContext();
    const request = { from: corner(5.06, 10), to: corner(5.06, 20) }; // nearer to the way back

    const { distanceMetres } = await wayOf(ctx, request);
    ctx.config.set({ ...ctx.config.current, alikeMetres: 0 });
    const astray = await wayOf(ctx, request);

    expect(distanceMetres).toBeLessThan(1_050);
    expect(astray.distanceMetres).toBeGreaterThan(3_000);
  });

  it('has none where no road is near', async () => {
    const { outcome } = await asked(aContext(), { to: corner(-6, 0) });

    expect(outcome).toEqual({ $case: 'none', value: {} });
  });

  it('refuses a city without roads', async () => {
    await expect(asked(aContext(), { city: 'xyz' })).rejects.toMatchObject({
      kind: 'not_found',
      code: 'eta.no_roads',
    });
  });

  it('names every field that breaks a rule', async () => {
    const bad = asked(aContext(), { city: '../got', from: undefined, to: { lat: 91, lng: 0 } });

    await expect(bad).rejects.toMatchObject({
      code: 'eta.invalid_argument',
      fields: [{ field: 'city' }, { field: 'from' }, { field: 'to' }],
    });
  });
});
