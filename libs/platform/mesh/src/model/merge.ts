import { EMPTY_MESH, type MeshInstance, type MeshSnapshot } from './snapshot.ts';

/** What one connected replica of the control plane says. */
export interface ReplicaState {
  /** It has read the rules, and has run for long enough to have heard of everybody: whom it does not name is gone. */
  readonly settled: boolean;
  readonly snapshot: MeshSnapshot;
}

/**
 * What to believe: the rules of the highest version, and every instance that any connected replica names. Of the last set, rules and
 * instances count only while no settled replica is connected: a store that is new or restored has a lower version than what it replaced.
 * So who is connected only to a replica whose reads are behind goes back to what that one last read, until its next good read. A replica
 * that never read the rules says nothing.
 */
export function merge(replicas: readonly ReplicaState[], last: MeshSnapshot = EMPTY_MESH): MeshSnapshot {
  const heard = replicas.map(({ snapshot }) => snapshot);
  const kept = replicas.some(({ settled }) => settled) ? [] : [last];
  const { rulesVersion, rules } = [...kept, ...heard].reduce((a, b) =>
    b.rulesVersion > a.rulesVersion ? b : a,
  );
  const instances = new Map<string, MeshInstance>();
  for (const instance of kept.flatMap((snapshot) => snapshot.instances))
    instances.set(keyOf(instance), instance);
  for (const key of heard.flatMap((snapshot) => snapshot.instances.map(keyOf))) instances.delete(key);
  for (const instance of heard.flatMap((snapshot) => snapshot.instances)) add(instances, instance);
  return {
    rulesVersion,
    rules: sorted(rules, ({ service }) => service),
    instances: sorted([...instances.values()], keyOf),
  };
}

/** Replicas disagree for as long as a goodbye travels: who said it to one means it. */
function add(instances: Map<string, MeshInstance>, instance: MeshInstance): void {
  const key = keyOf(instance);
  if (instances.get(key)?.state !== 'draining') instances.set(key, instance);
}

function keyOf({ service, instance }: MeshInstance): string {
  return `${service}/${instance}`;
}

function sorted<T>(items: readonly T[], keyed: (item: T) => string): T[] {
  return [...items].sort((a, b) => (keyed(a) < keyed(b) ? -1 : 1));
}
