import { type Effects } from '@hansom/platform-context';
import { serverSecurity } from '@hansom/platform-identity';
import { type TestCa } from '@hansom/platform-identity/testing';
import { type CountingProxy, countingProxy } from '@hansom/platform-mesh/testing';
import { createServer, grpcServerTransport, serve } from '@hansom/platform-rpc';
import { type Host } from '@hansom/platform-runtime';
import { aggregates } from '@hansom/platform-schedule';
import { collectingSink } from '@hansom/platform-schedule/testing';
import { type Store } from '@hansom/platform-store';

import { traffic } from '../src/service.ts';

export interface TrafficReplica extends Pick<CountingProxy, 'address' | 'freeze'> {
  /** As if the process had died. */
  kill(): Promise<void>;
}

export interface ReplicaOptions {
  readonly effects: Effects;
  readonly ca: TestCa;
  /** What replicas share. */
  readonly store: Store;
}

/** A replica of the service as it runs, over mutual TLS, behind a proxy that can stand still. */
export async function trafficReplica({ effects, ca, store }: ReplicaOptions): Promise<TrafficReplica> {
  const certificates = await ca.certificates({ service: 'traffic' });
  const engine = await store.open('traffic');
  const stop = new AbortController();
  const host: Pick<Host, 'monotonic' | 'timers' | 'aggregates' | 'loop'> = {
    ...effects,
    aggregates: async (options) =>
      aggregates(effects, engine, { ...options, service: 'traffic', sink: collectingSink() }),
    loop: (name, { everyMs, run }) => {
      void (async () => {
        while (!stop.signal.aborted) {
          await run(stop.signal);
          await effects.timers.sleep(everyMs, stop.signal);
        }
      })();
      return { name, figures: { runs: 0, failures: 0 }, close: async () => undefined };
    },
  };
  const { handlers } = await traffic.compose(host as Parameters<typeof traffic.compose>[0]); // all of it that the service uses
  const server = createServer({
    service: 'traffic',
    effects,
    transport: grpcServerTransport({ ...serverSecurity(certificates) }),
    contracts: [serve(traffic.contract, handlers)],
  });
  const proxy = await countingProxy((await server.start()).address);
  return {
    address: proxy.address,
    freeze: () => proxy.freeze(),
    kill: async () => {
      stop.abort();
      await proxy.close();
      await server.close({ graceMs: 0 });
    },
  };
}
