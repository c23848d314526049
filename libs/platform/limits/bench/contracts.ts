import { type Criticality, foreignContract } from '@hansom/platform-rpc';
import { SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

/** The share of all calls that each level has. */
export const MIX: Readonly<Record<Criticality, number>> = { 0: 0.1, 1: 0.3, 2: 0.3, 3: 0.2, 4: 0, 5: 0.1 };

export const LEVELS: readonly Criticality[] = [0, 1, 2, 3, 4, 5];

/** One contract of the same service for each level. Calls are not repeated: the load is what it is. */
export const CONTRACTS = LEVELS.map((criticality) => {
  const fullName = `hansom.sample_hold.v1.Level${criticality}Service`;
  const { name, methods } = SampleHoldServiceDefinition;
  const get = { ...methods.get, options: {} };
  return foreignContract(
    { name, fullName, methods: { get } },
    { service: 'sample-hold', promise: { meanMs: 5, p95Ms: 20 }, access: { kind: 'open' }, criticality },
  );
});
