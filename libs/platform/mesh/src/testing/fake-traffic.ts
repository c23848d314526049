import { type Effects } from '@hansom/platform-context';
import { createServer, grpcServerTransport, type RpcServer, serve } from '@hansom/platform-rpc';
import { type RegisterRequest, type RegisterResponse, TrafficServiceDefinition } from '@hansom/proto-traffic';

import { tellState } from '../control/tell-state.ts';
import { live } from '../model/live.ts';
import { type ReplicaState } from '../model/merge.ts';
import { type MeshInstance, type MeshSnapshot } from '../model/snapshot.ts';
import { instanceFromWire } from '../wire.ts';

export interface FakeTraffic {
  readonly address: string;
  /** What watchers are told from now on. */
  tell(snapshot: MeshSnapshot, settled?: boolean): void;
  /** What was said on leases, in order: an instance, `heartbeat`, `goodbye`, `end`. */
  readonly said: (MeshInstance | 'heartbeat' | 'goodbye' | 'end')[];
  close(): Promise<void>;
  /** After `close`: is back at the same address, and tells the same. */
  restart(): Promise<void>;
}

/** A replica of the control plane that says what a spec tells it to, over real gRPC. */
export async function fakeTraffic(effects: Effects): Promise<FakeTraffic> {
  const state = live<ReplicaState>();
  const said: FakeTraffic['said'] = [];
  let server = serverOn(0);
  const { address } = await server.start();
  return {
    address,
    tell: (snapshot, settled = true) => state.set({ settled, snapshot }),
    said,
    close: () => server.close({ graceMs: 0 }),
    restart: async () => {
      server = serverOn(Number(address.split(':')[1]));
      await server.start();
    },
  };

  function serverOn(port: number): RpcServer {
    const contract = serve(TrafficServiceDefinition, {
      register: (requests) => heard(requests, said),
      watch: (_, call) => tellState(state, effects, call.signal),
      listInstances: none,
      getRules: none,
      setRules: none,
      listChanges: none,
    });
    return createServer({
      service: 'traffic',
      effects,
      transport: grpcServerTransport({ port }),
      contracts: [contract],
    });
  }
}

function none(): never {
  throw new TypeError('a spec of the mesh asks for no such thing');
}

async function* heard(
  requests: AsyncIterable<RegisterRequest>,
  log: FakeTraffic['said'],
): AsyncGenerator<RegisterResponse> {
  try {
    for await (const { said } of requests) {
      if (said) log.push(said.$case === 'instance' ? instanceFromWire(said.value) : said.$case);
      yield {};
    }
  } finally {
    log.push('end');
  }
}
