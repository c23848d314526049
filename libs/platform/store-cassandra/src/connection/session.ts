import { type Millis } from '@hansom/platform-context';
import { type ReadLevel, StoreUnavailable } from '@hansom/platform-store';
import { type Client, type QueryOptions, types } from 'cassandra-driver';

import { storeErrorOf } from './errors.ts';

const { consistencies } = types;

/** Where a service's data lies: in the data centre of its region, or in all of them. */
export type Scope = 'regional' | 'global';

/** A statement with its values in order. */
export interface Statement {
  readonly cql: string;
  readonly values: readonly unknown[];
}

export interface Paging {
  /** Rows at most. */
  readonly limit: number;
  /** The driver's, of the page before. */
  readonly state?: string | undefined;
}

type Agreeing = Client['metadata'] & { checkSchemaAgreement(): Promise<boolean> };

/** A round trip to the schema takes longer than one to a row. */
const SCHEMA_TIMEOUT_MS: Millis = 20_000;

/**
 * What is sent for one service, each statement once. Plain: LOCAL_QUORUM. Conditional: decided among the replicas of this data centre, or
 * among those of all where the service's data is global. Throws what `storeErrorOf` says.
 */
export class Session {
  private readonly serial: number;
  private closed = false;

  constructor(
    private readonly client: Client,
    readonly keyspace: string,
    scope: Scope,
  ) {
    this.serial = scope === 'global' ? consistencies.serial : consistencies.localSerial;
  }

  read(statement: Statement, level: ReadLevel): Promise<types.ResultSet> {
    return this.send(statement, { consistency: this.consistencyOf(level), isIdempotent: true });
  }

  /** One page of a plain read. */
  readPage(statement: Statement, { limit, state }: Paging): Promise<types.ResultSet> {
    const paging = { fetchSize: limit, ...(state !== undefined && { pageState: state }) };
    return this.send(statement, { ...paging, consistency: consistencies.localQuorum, isIdempotent: true });
  }

  /** Idempotent: each of these writes leaves the same, however often it arrives. */
  async write(statement: Statement): Promise<void> {
    await this.send(statement, { consistency: consistencies.localQuorum, isIdempotent: true });
  }

  /** What a conditional write answers: `[applied]`, and what stood in the way. */
  async decide(statement: Statement): Promise<types.Row> {
    const options = { consistency: consistencies.localQuorum, serialConsistency: this.serial };
    return (await this.send(statement, { ...options, isIdempotent: false })).first();
  }

  /** Whether a quorum of replicas answers for this keyspace. Throws when none does. */
  async probe(): Promise<void> {
    const cql = `SELECT number FROM ${this.keyspace}.schema_ledger WHERE ledger = ? LIMIT 1`;
    await this.read({ cql, values: ['all'] }, 'plain');
  }

  /** Changes the schema, and waits until all nodes agree on it. */
  async define(cql: string): Promise<void> {
    const options = { prepare: false, isIdempotent: false, readTimeout: SCHEMA_TIMEOUT_MS };
    await this.send({ cql, values: [] }, { ...options, consistency: consistencies.localQuorum });
  }

  /** Whether all nodes that are up have the same schema: one may not know yet what another process has just made. */
  agrees(): Promise<boolean> {
    const metadata = this.client.metadata as Agreeing; // documented, and not in the driver's types
    return metadata.checkSchemaAgreement();
  }

  close(): void {
    this.closed = true;
  }

  private consistencyOf(level: ReadLevel): number {
    return level === 'serial' ? this.serial : consistencies.localQuorum;
  }

  private async send({ cql, values }: Statement, options: QueryOptions): Promise<types.ResultSet> {
    if (this.closed) throw new StoreUnavailable('the store is closed');
    try {
      return await this.client.execute(cql, [...values], { prepare: true, ...options });
    } catch (error) {
      throw storeErrorOf(error);
    }
  }
}
