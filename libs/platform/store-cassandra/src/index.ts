export { type CassandraStore, type CassandraStoreOptions, openCassandraStore } from './cassandra-store.ts';
export { type CassandraAddress } from './connection/connect.ts';
export { type MigrationStatus } from './migrations/migrate.ts';
export { type Replication } from './migrations/replication.ts';
