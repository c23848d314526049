import {
  type ChannelControlHelper,
  createLoadBalancer,
  type LoadBalancer,
  parseLoadBalancingConfig,
} from '@grpc/grpc-js/build/src/load-balancer';
import { type Endpoint } from '@grpc/grpc-js/build/src/subchannel-address';

/** What grpc-js-xds 1.14.1 has inside: classes that it does not export. */
interface RingHash {
  readonly leafMap: { get(endpoint: Endpoint): unknown };
  constructRing(endpoints: readonly Endpoint[], ...settings: unknown[]): void;
}

interface Priority {
  readonly children: ReadonlyMap<string, { maybeReactivate(): void; cancelFailoverTimer(): void }>;
  destroy(): void;
}

/** Mends two defects of grpc-js-xds's balancers. Throws a TypeError when they are not what was mended. */
export function mendBalancers(): void {
  mendRingHash(prototypeOf('ring_hash', { ring_hash: {} }, 'constructRing'));
  mendPriority(prototypeOf('priority', { priority: { children: {}, priorities: [] } }, 'destroy'));
}

/**
 * A ring is built a moment after its endpoints were told. When they have changed again by then, or the ring was taken away, that throws where
 * nobody catches, which ends the process. A ring that was overtaken is left out: the next one follows at once.
 */
function mendRingHash(ring: RingHash): void {
  const { constructRing } = ring;
  ring.constructRing = function (this: RingHash, endpoints, ...settings) {
    const overtaken = endpoints.some((endpoint) => this.leafMap.get(endpoint) === undefined);
    if (!overtaken) constructRing.call(this, endpoints, ...settings);
  };
}

/** A priority that went is kept for 15 minutes, by a timer that lives on when its channel is closed: no process would end before it. */
function mendPriority(priority: Priority): void {
  const { destroy } = priority;
  priority.destroy = function (this: Priority) {
    for (const child of this.children.values()) {
      child.maybeReactivate(); // ends the one timer
      child.cancelFailoverTimer();
    }
    destroy.call(this);
  };
}

function prototypeOf<T>(name: string, config: Record<string, object>, method: keyof T): T {
  const prototype: unknown = Object.getPrototypeOf(balancerOf(config));
  const has = typeof prototype === 'object' && prototype !== null && method in prototype;
  if (!has) throw new TypeError(`${name} of grpc-js-xds is another one than was mended`);
  return prototype as T; // the version is pinned, and specs show that the mended parts work
}

/** A balancer of nothing. */
export function balancerOf(config: Record<string, object>): LoadBalancer {
  const nothing = (): never => {
    throw new TypeError('a balancer of nothing asks for nothing');
  };
  const helper: ChannelControlHelper = {
    createSubchannel: nothing,
    updateState: () => undefined,
    requestReresolution: () => undefined,
    addChannelzChild: () => undefined,
    removeChannelzChild: () => undefined,
  };
  const balancer = createLoadBalancer(parseLoadBalancingConfig(config), helper);
  if (!balancer) throw new TypeError('grpc-js-xds is not registered');
  return balancer;
}
