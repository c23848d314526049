import { type ChaosWorld, startChaosWorld } from '../src/testing/chaos/chaos-world.ts';
import {
  type Findings,
  freezeOne,
  freezeReplica,
  killOne,
  killReplicas,
  rollAll,
} from '../src/testing/chaos/scenarios.ts';

const ROUNDS = 5;

type Figures = Record<string, number | string>;

/**
 * What happens to 200 idempotent calls a second, each with half a second, while processes are killed, frozen and replaced: every scenario
 * five times. Failures are counted, and printed by code.
 */
export async function soak(): Promise<{ name: string; figures: Figures }> {
  const world = await startChaosWorld({ root: process.cwd() });
  try {
    const killed = await rounds(world, killOne);
    const frozen = await rounds(world, freezeOne);
    const rolled = await rounds(world, rollAll);
    const replicaFrozen = await rounds(world, freezeReplica);
    const replicasKilled = await rounds(world, killReplicas);
    return {
      name: 'chaos with processes',
      figures: {
        rounds: ROUNDS,
        ...told('instance killed', killed),
        ...told('instance frozen', frozen),
        'instance frozen: last failed call began, ms after, worst': worst(frozen, (one) => one.failedForMs),
        ...told('instances stopped in order, all in turn', rolled),
        ...told('replica of traffic frozen', replicaFrozen),
        'replica frozen: new rules in force, ms, worst': worst(replicaFrozen, (one) => one.inForceMs),
        ...told('all replicas killed', replicasKilled),
        'all killed: calls of who started then, answered': sum(
          replicasKilled,
          (one) => one.ofNewcomer.answered,
        ),
        'all killed: tries of who started then that failed': sum(
          replicasKilled,
          (one) => one.ofNewcomer.tries,
        ),
      },
    };
  } finally {
    await world.close();
  }
}

async function rounds<F extends Findings>(
  world: ChaosWorld,
  scenario: (world: ChaosWorld) => Promise<F>,
): Promise<F[]> {
  const findings: F[] = [];
  while (findings.length < ROUNDS) findings.push(await scenario(world)); // each begins with a world that is whole
  return findings;
}

function told(what: string, findings: readonly Findings[]): Figures {
  const calls = sum(findings, (one) => one.calls);
  const failures = findings.flatMap((one) => one.failures);
  const codes = [...new Set(failures)].sort();
  const counted = codes.map((code) => `${failures.filter((one) => one === code).length} ${code}`);
  return {
    [`${what}: failed`]: `${failures.length} of ${calls}${counted.map((text) => `; ${text}`).join('')}`,
  };
}

function sum<F>(findings: readonly F[], read: (one: F) => number): number {
  return findings.reduce((total, one) => total + read(one), 0);
}

function worst<F>(findings: readonly F[], read: (one: F) => number): number {
  return Math.round(Math.max(...findings.map(read)));
}
