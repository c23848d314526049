import { parseLoadBalancingConfig } from '@grpc/grpc-js/build/src/load-balancer';
import { register } from '@grpc/grpc-js-xds';

import { aRing, mendRingHash } from './mend-ring-hash.ts';

describe('a ring of grpc-js-xds, mended', () => {
  beforeAll(() => {
    register();
    mendRingHash();
  });

  it('may be taken away just after it was told of endpoints', async () => {
    const thrown: unknown[] = [];
    const note = (error: unknown): void => void thrown.push(error);
    process.on('unhandledRejection', note);
    const ring = aRing();
    const value = [{ addresses: [{ host: '127.0.0.1', port: 1 }] }];

    ring.updateAddressList({ ok: true, value }, parseLoadBalancingConfig({ ring_hash: {} }), {}, '');
    ring.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));

    process.off('unhandledRejection', note);
    expect(thrown).toEqual([]);
  });
});
