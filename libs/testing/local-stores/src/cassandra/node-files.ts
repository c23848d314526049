import { type RingNode } from './ring.ts';

/** What a node is told of itself and the others. */
export interface NodeSettings extends RingNode {
  readonly folder: string;
  /** Of the protocol of its clients. */
  readonly port: number;
  /** Of the protocol between nodes: of all nodes the same. */
  readonly storagePort: number;
  /** The hosts that a starting node asks first. */
  readonly seeds: readonly string[];
  readonly passwords: boolean;
  /** Whether clients come from elsewhere, as in a container; from this machine alone if absent. */
  readonly open?: boolean;
}

/** Its configuration, by the name of the file in its folder `conf`. */
export function nodeFiles(settings: NodeSettings): Record<string, string> {
  return {
    'cassandra.yaml': yaml(settings),
    'cassandra-rackdc.properties': `dc=${settings.dataCenter}\nrack=rack1\n`,
    'logback.xml': LOGBACK,
  };
}

/** JSON strings are YAML strings. What is acknowledged is on the disk (`batch`): one node alone may be killed. Nothing is kept of what was dropped: no snapshots. */
function yaml({
  folder,
  host,
  token,
  port,
  storagePort,
  seeds,
  passwords,
  open = false,
}: NodeSettings): string {
  const kept = (name: string): string => JSON.stringify(`${folder}/${name}`);
  return `cluster_name: hansom
num_tokens: 1
initial_token: ${token}
partitioner: org.apache.cassandra.dht.Murmur3Partitioner
auto_bootstrap: false
data_file_directories: [${kept('data')}]
commitlog_directory: ${kept('commitlog')}
saved_caches_directory: ${kept('saved_caches')}
hints_directory: ${kept('hints')}
cdc_raw_directory: ${kept('cdc_raw')}
commitlog_sync: batch
auto_snapshot: false
listen_address: ${host}
${open ? `rpc_address: 0.0.0.0\nbroadcast_rpc_address: ${host}` : `rpc_address: ${host}`}
native_transport_port: ${port}
storage_port: ${storagePort}
endpoint_snitch: GossipingPropertyFileSnitch
seed_provider:
  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
    parameters: [{ seeds: ${JSON.stringify(seeds.map((seed) => `${seed}:${storagePort}`).join(','))} }]
authenticator: ${passwords ? 'PasswordAuthenticator' : 'AllowAllAuthenticator'}
authorizer: ${passwords ? 'CassandraAuthorizer' : 'AllowAllAuthorizer'}
role_manager: CassandraRoleManager
`;
}

const LOGBACK = `<configuration>
  <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%-5level %date{ISO8601} %F:%L - %msg%n</pattern></encoder>
  </appender>
  <root level="INFO"><appender-ref ref="STDOUT"/></root>
</configuration>
`;
