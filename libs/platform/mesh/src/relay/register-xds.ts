// eslint-disable-next-line @typescript-eslint/no-require-imports -- the module itself: an import is a copy in bundles
import resolver = require('@grpc/grpc-js/build/src/resolver');

import { mendBalancers } from './mend-balancers.ts';
import { mendWatchers } from './mend-watchers.ts';

/** Who this process is to control planes. */
export interface MeshNode {
  readonly id: string;
  /** Calls go to instances of the same zone first. */
  readonly zone: string;
  /** The service of the process, or its first. */
  readonly service: string;
}

/**
 * With its own key every push would open a new connection to every endpoint: what is under it becomes part of the key of the pool of
 * connections, and it is new with each push. Names with this prefix do not.
 */
const SELECTOR_KEY = 'grpc.internal.no_subchannel.config_selector';

let registered = false;

/**
 * Makes `xds:///<service>` a target in this process, with the control plane on a socket of its own. Once a process, for good: grpc-js-xds
 * reads its bootstrap once. Throws a TypeError the second time.
 */
export async function registerXds(socket: string, node: MeshNode): Promise<void> {
  if (registered) throw new TypeError('this process has a mesh already');
  registered = true;
  Object.assign(resolver, { CHANNEL_ARGS_CONFIG_SELECTOR_KEY: SELECTOR_KEY });
  // eslint-disable-next-line no-restricted-properties -- the only way to give grpc-js-xds its bootstrap without a file
  process.env['GRPC_XDS_BOOTSTRAP_CONFIG'] = JSON.stringify(bootstrapOf(socket, node));
  const { register } = await import('@grpc/grpc-js-xds'); // reads the key when it is loaded
  const { Watcher } = await import('@grpc/grpc-js-xds/build/src/xds-client');
  register();
  mendBalancers();
  mendWatchers(Watcher);
}

function bootstrapOf(socket: string, { id, zone, service }: MeshNode): object {
  const server = {
    server_uri: `unix:${socket}`,
    channel_creds: [{ type: 'insecure' }],
    // Without it, a resource that is missing once and comes back unchanged stays away for good.
    server_features: ['xds_v3', 'ignore_resource_deletion'],
  };
  return { xds_servers: [server], node: { id, cluster: service, locality: { zone } } };
}
