import { type Millis } from '@hansom/platform-context';

/** A service instance that can be called. */
export interface MeshInstance {
  /** kebab-case: `sample-hold`. */
  readonly service: string;
  /** Its own name, unique among the instances of the service: letters, digits, `-` and `_`. */
  readonly instance: string;
  readonly version: string;
  /** Given: it serves only calls that ask for this label, or for it by name. */
  readonly label?: string;
  readonly zone: string;
  /** `ip:port` of its gRPC server. */
  readonly address: string;
  /** `ip:port` of its HTTP health endpoints. */
  readonly healthAddress?: string;
  /** Whether each city's calls are to reach the same instance. */
  readonly sharded: boolean;
  readonly state: 'serving' | 'draining';
}

/** How the calls of one service are spread. */
export interface ServiceRules {
  readonly service: string;
  /** Empty: every live version gets calls by the number of its instances. */
  readonly shares: readonly VersionShare[];
  /** Versions that labels stand for where no instance has the label. */
  readonly labels: readonly LabelRule[];
  readonly faults: readonly FaultRule[];
}

export interface VersionShare {
  readonly version: string;
  /** Its part of the sum of all shares; 0: none but the calls that ask for it. */
  readonly share: number;
}

export interface LabelRule {
  readonly label: string;
  readonly version: string;
}

/** A fault that callers meet in place of, or before, an answer. */
export interface FaultRule {
  /** How many of a hundred calls it befalls. */
  readonly percent: number;
  /** The gRPC status to fail with. */
  readonly abortCode?: number;
  /** How long to wait first. */
  readonly delayMs?: Millis;
  /** Only calls that carry this header. */
  readonly header?: { readonly name: string; readonly value: string };
}

/** Everything a control plane knows: who is alive, and the rules. */
export interface MeshSnapshot {
  /** One more with every change of the rules; the highest of several counts. */
  readonly rulesVersion: number;
  readonly rules: readonly ServiceRules[];
  readonly instances: readonly MeshInstance[];
}

export const EMPTY_MESH: MeshSnapshot = Object.freeze({ rulesVersion: 0, rules: [], instances: [] });
