import { type Endpoint } from '@grpc/grpc-js/build/src/subchannel-address';
import {
  type ChannelControlHelper,
  createLoadBalancer,
  type LoadBalancer,
  parseLoadBalancingConfig,
} from '@grpc/grpc-js/build/src/load-balancer';

/** What grpc-js-xds 1.14.1 has inside. */
interface RingHash {
  readonly leafMap: { get(endpoint: Endpoint): unknown };
  constructRing(endpoints: readonly Endpoint[], ...settings: unknown[]): void;
}

/**
 * grpc-js-xds builds a ring a moment after it was told of endpoints. When they have changed again by then, or the ring was taken
 * away, it throws where nobody catches, which ends the process. The ring that was overtaken is left out: the next one follows at once.
 * Throws a TypeError when grpc-js-xds is not as it was.
 */
export function mendRingHash(): void {
  const ring: unknown = Object.getPrototypeOf(aRing());
  if (!isRingHash(ring)) throw new TypeError('ring_hash of grpc-js-xds is another one than was mended');
  const { constructRing } = ring;
  ring.constructRing = function (this: RingHash, endpoints, ...settings) {
    const overtaken = endpoints.some((endpoint) => this.leafMap.get(endpoint) === undefined);
    if (!overtaken) constructRing.call(this, endpoints, ...settings);
  };
}

/** A ring of nothing. Its class is not exported. */
export function aRing(): LoadBalancer {
  const nothing = (): never => {
    throw new TypeError('a ring of nothing asks for nothing');
  };
  const helper: ChannelControlHelper = {
    createSubchannel: nothing,
    updateState: () => undefined,
    requestReresolution: () => undefined,
    addChannelzChild: () => undefined,
    removeChannelzChild: () => undefined,
  };
  const balancer = createLoadBalancer(parseLoadBalancingConfig({ ring_hash: {} }), helper);
  if (!balancer) throw new TypeError('grpc-js-xds is not registered');
  return balancer;
}

function isRingHash(prototype: unknown): prototype is RingHash {
  return typeof prototype === 'object' && prototype !== null && 'constructRing' in prototype;
}
