const EXPORTS = `java.base/jdk.internal.misc java.base/jdk.internal.ref java.base/sun.nio.ch
  java.management.rmi/com.sun.jmx.remote.internal.rmi
  java.rmi/sun.rmi.registry java.rmi/sun.rmi.server java.rmi/sun.rmi.transport.tcp java.sql/java.sql`;

const OPENS = `java.base/java.lang.module java.base/jdk.internal.loader java.base/jdk.internal.ref java.base/jdk.internal.reflect
  java.base/jdk.internal.math java.base/jdk.internal.module java.base/jdk.internal.util.jar java.base/sun.nio.ch java.base/java.io
  java.base/java.lang java.base/java.nio java.base/java.util java.base/java.util.concurrent java.base/java.util.concurrent.atomic
  jdk.management/com.sun.management.internal`;

export interface Jvm {
  /** Of the node: its `conf` is on the class path, its data beneath it. */
  readonly folder: string;
  /** Of Cassandra's jars. */
  readonly jars: string;
  readonly heapMb: number;
  readonly jmxPort: number;
}

/** The command line of a node, after `java`: for little memory and a quick start, not for load. */
export function jvmOptions({ folder, jars, heapMb, jmxPort }: Jvm): string[] {
  return [
    ...[`-Xms${Math.min(256, heapMb)}m`, `-Xmx${heapMb}m`, '-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError'],
    '-Djdk.attach.allowAttachSelf=true',
    ...EXPORTS.split(/\s+/).map((name) => `--add-exports=${name}=ALL-UNNAMED`),
    ...OPENS.split(/\s+/).map((name) => `--add-opens=${name}=ALL-UNNAMED`),
    `-Dcassandra.config=file://${folder}/conf/cassandra.yaml`,
    `-Dcassandra.storagedir=${folder}`,
    '-Dcassandra-foreground=yes',
    '-Dcassandra.skip_wait_for_gossip_to_settle=0',
    '-Dcassandra.ring_delay_ms=2000', // with 100 a joining node does not reach its seeds
    '-Dcassandra.superuser_setup_delay_ms=0',
    `-Dcassandra.jmx.local.port=${jmxPort}`,
    ...['-cp', `${folder}/conf:${jars}/*`, 'org.apache.cassandra.service.CassandraDaemon'],
  ];
}
