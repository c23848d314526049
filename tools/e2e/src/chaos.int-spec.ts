import path from 'node:path';

import { type ChaosWorld, startChaosWorld } from './testing/chaos/chaos-world.ts';
import { freezeOne, freezeReplica, killOne, killReplicas, rollAll } from './testing/chaos/scenarios.ts';

/**
 * Ten times what is promised, for calls as for us: a machine that tests everything at once is slow. `npm run soak -- chaos` holds calls to
 * their own deadlines, and prints how long it takes.
 */
const LENIENCY = 10;
/** 200 a second is more than a busy machine can do: it does as many as it can, and none is refused as too much. */
const AT_ONCE = 8;
const NO_FAILURE_AFTER_MS = LENIENCY * 2_000;
const IN_FORCE_WITHIN_MS = LENIENCY * 1_000;

/** Real processes. One world for all, as there is one mesh a process: each scenario leaves it whole. */
describe('up to 200 idempotent calls a second to three processes', () => {
  let world: ChaosWorld;

  beforeAll(async () => {
    world = await startChaosWorld({
      root: path.resolve(__dirname, '../../..'),
      leniency: LENIENCY,
      atOnce: AT_ONCE,
    });
  }, 120_000);

  afterAll(() => world?.close());

  it('do not fail when one is killed', async () => {
    const { failures } = await killOne(world);

    expect(failures).toEqual([]);
  }, 120_000);

  it('fail for a short time at most when one stands still, and reach it again when it goes on', async () => {
    const { failedForMs } = await freezeOne(world);

    expect(failedForMs).toBeLessThan(NO_FAILURE_AFTER_MS);
  }, 120_000);

  it('do not fail while each is stopped in order and another takes its place', async () => {
    const { failures, ended } = await rollAll(world);

    expect(failures).toEqual([]);
    expect(ended).toEqual(Array.from({ length: 3 }, () => ({ code: 0, signal: null })));
  }, 120_000);

  it('do not fail when a replica of traffic stands still, and follow new rules', async () => {
    const { failures, inForceMs } = await freezeReplica(world);

    expect(failures).toEqual([]);
    expect(inForceMs).toBeLessThan(IN_FORCE_WITHIN_MS);
  }, 120_000);

  it('do not fail when all replicas are killed, nor do those of a process that starts meanwhile', async () => {
    const { failures, ofNewcomer } = await killReplicas(world);

    expect(failures).toEqual([]);
    expect(ofNewcomer).toMatchObject({ answered: 20 });
  }, 120_000);
});
