import { SimulatedWorld, type WorldOptions } from '../src/testing/world/simulated-world.ts';

const SEEDS = 2_000;
const STEPS = 200;

const settings: Record<string, Omit<WorldOptions, 'seed'>> = {
  ordered: { kind: 'ordered' },
  idempotent: { kind: 'idempotent' },
  'ordered, without a bus': { kind: 'ordered', withoutBus: true },
};

/** Long runs of many seeds; the first that goes wrong ends it, and names its seed. */
export async function soak(): Promise<{ name: string; figures: Record<string, number | string> }> {
  for (const [name, options] of Object.entries(settings)) {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const wrong = await SimulatedWorld.run({ ...options, seed }, STEPS); // one after the other: each takes a core
      if (wrong.length > 0) throw new Error(`${name}, seed ${seed}: ${wrong.join('; ')}`);
    }
    process.stderr.write(`${name}: ${SEEDS} runs\n`); // the whole takes long, and is worth something when it is stopped
  }
  return { name: 'bus', figures: { runs: SEEDS * Object.keys(settings).length, 'steps a run': STEPS } };
}
