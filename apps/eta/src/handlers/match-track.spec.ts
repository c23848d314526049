import { callHandler } from '@hansom/platform-rpc/testing';
import { type MatchTrackRequest, type TrackStep } from '@hansom/proto-eta';
import { greatCircleMetres } from '@hansom/shared-geo';

import { aContext, corner, type SpecContext } from '../../test/a-context.ts';
import { matchTrack } from './match-track.ts';

async function asked(ctx: SpecContext, over: Partial<MatchTrackRequest>): Promise<number[]> {
  const request = { city: 'got', from: corner(0, 0), steps: [aStep()], ...over };
  return (await callHandler(matchTrack(ctx), request)).stepMetres;
}

function aStep(over: Partial<TrackStep> = {}): TrackStep {
  return { to: corner(1, 0), durationMs: 10_000, seenMetres: 100, ...over };
}

describe('matchTrack', () => {
  it('measures what was seen along the street, not from one side of it to the other', async () => {
    const steps = [1, 2, 3, 4].map((north) => {
      const side = north % 2 === 0 ? 0.08 : -0.08; // 8 m
      return aStep({ to: corner(north, side), seenMetres: 101.3 });
    });

    const metres = await asked(aContext(), { steps });

    expect(metres).toHaveLength(4);
    expect(metres.reduce((sum, one) => sum + one)).toBeCloseTo(
      greatCircleMetres(corner(0, 0), corner(4, 0)),
      0,
    );
  });

  it('leads along the streets where nothing was seen', async () => {
    const [metres = 0] = await asked(aContext(), {
      from: corner(2, 0),
      steps: [aStep({ to: corner(0, 2), durationMs: 60_000, seenMetres: undefined })],
    });

    expect(metres).toBeGreaterThan(395);
    expect(metres).toBeLessThan(405);
  });

  it('leads from the street where what was not seen begins off it', async () => {
    const unseen = aStep({ to: corner(0, 3), durationMs: 120_000, seenMetres: undefined });

    const [metres = 0] = await asked(aContext(), { from: corner(1, -1), steps: [unseen] });

    expect(metres).toBeGreaterThan(495);
    expect(metres).toBeLessThan(505);
  });

  it('goes straight where nothing was seen and no car came along the streets in that time', async () => {
    const [from, to] = [corner(6.5, 12), corner(6.5, 13)]; // 150 m from the motorway
    const unseen = aStep({ to, durationMs: 5_000, seenMetres: undefined });

    const metres = await asked(aContext(), { from, steps: [unseen] });

    expect(metres[0]).toBeCloseTo(greatCircleMetres(from, to), 0);
  });

  it('goes no farther where nothing was seen than a car drives in that time', async () => {
    const [from, to] = [corner(-10, 0), corner(-10, 40)]; // 4 km, off the streets
    const unseen = aStep({ to, durationMs: 20_000, seenMetres: undefined });

    expect(await asked(aContext(), { from, steps: [unseen] })).toEqual([800]);
  });

  it('keeps what was seen off the streets', async () => {
    const steps = [
      aStep({ to: corner(-3, 1), seenMetres: 120 }),
      aStep({ to: corner(-3, 2), seenMetres: 0 }),
    ];

    expect(await asked(aContext(), { from: corner(-3, 0), steps })).toEqual([120, 0]);
  });

  it('refuses a city without roads', async () => {
    await expect(asked(aContext(), { city: 'xyz' })).rejects.toMatchObject({ code: 'eta.no_roads' });
  });

  it.each([0, 1_001])('refuses %i steps', async (count) => {
    const refused = asked(aContext(), { steps: Array.from({ length: count }, () => aStep()) });

    await expect(refused).rejects.toMatchObject({ fields: [{ field: 'steps' }] });
  });

  it('refuses more than 20 steps of which nothing was seen', async () => {
    const unseen = (count: number) => Array.from({ length: count }, () => aStep({ seenMetres: undefined }));

    await expect(asked(aContext(), { steps: unseen(21) })).rejects.toMatchObject({
      fields: [{ field: 'steps' }],
    });
    await expect(asked(aContext(), { steps: unseen(20) })).resolves.toHaveLength(20);
  });

  it.each([NaN, -1, Infinity])(
    'refuses a step of %d metres, and names what else is wrong',
    async (seenMetres) => {
      const refused = asked(aContext(), {
        from: { lat: 91, lng: 0 },
        steps: [aStep(), aStep({ to: undefined, seenMetres })],
      });

      await expect(refused).rejects.toMatchObject({
        fields: [{ field: 'from' }, { field: 'steps[1].to' }, { field: 'steps[1].seen_metres' }],
      });
    },
  );
});
