import { parseLoadBalancingConfig } from '@grpc/grpc-js/build/src/load-balancer';
import { register } from '@grpc/grpc-js-xds';

import { balancerOf, mendBalancers } from './mend-balancers.ts';

describe('the balancers of grpc-js-xds, mended', () => {
  beforeAll(() => {
    register();
    mendBalancers();
  });

  it('let a ring be taken away just after it was told of endpoints', async () => {
    const thrown: unknown[] = [];
    const note = (error: unknown): void => void thrown.push(error);
    process.on('unhandledRejection', note);
    const config = { ring_hash: {} };
    const ring = balancerOf(config);
    const value = [{ addresses: [{ host: '127.0.0.1', port: 1 }] }];

    ring.updateAddressList({ ok: true, value }, parseLoadBalancingConfig(config), {}, '');
    ring.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));

    process.off('unhandledRejection', note);
    expect(thrown).toEqual([]);
  });

  it('end the timers of priorities that went when they are closed', () => {
    const child = { maybeReactivate: jest.fn(), cancelFailoverTimer: jest.fn(), destroy: jest.fn() };
    const priority = balancerOf({ priority: { children: {}, priorities: [] } });
    Object.assign(priority, { children: new Map([['zone', child]]) });

    priority.destroy();

    expect(child.maybeReactivate).toHaveBeenCalled();
    expect(child.cancelFailoverTimer).toHaveBeenCalled();
    expect(child.destroy).toHaveBeenCalled();
  });
});
