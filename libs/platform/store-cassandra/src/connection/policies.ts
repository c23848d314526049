import { policies } from 'cassandra-driver';

const { RetryPolicy } = policies.retry;
const { ConstantSpeculativeExecutionPolicy, NoSpeculativeExecutionPolicy } = policies.speculativeExecution;

/** A read that has no answer after so long is asked of another replica as well. */
const SPECULATE_AFTER_MS = 250;

/**
 * The driver repeats nothing: an answer that is lost is settled by whoever sent, who knows what was sent. (What certainly never left
 * this process, it sends on the next connection all the same.)
 */
export class NeverRepeat extends RetryPolicy {
  override onReadTimeout(): policies.retry.DecisionInfo {
    return this.rethrowResult();
  }

  override onRequestError(): policies.retry.DecisionInfo {
    return this.rethrowResult();
  }

  override onUnavailable(): policies.retry.DecisionInfo {
    return this.rethrowResult();
  }

  override onWriteTimeout(): policies.retry.DecisionInfo {
    return this.rethrowResult();
  }
}

/** Reads that a replica is slow to answer are asked of a second one. Writes never are, idempotent or not. */
export class ReadsOfTwo extends ConstantSpeculativeExecutionPolicy {
  private readonly none = new NoSpeculativeExecutionPolicy();

  constructor() {
    super(SPECULATE_AFTER_MS, 1);
  }

  override newPlan(
    keyspace: string,
    query: string | object[],
  ): ReturnType<policies.speculativeExecution.SpeculativeExecutionPolicy['newPlan']> {
    const reads = typeof query === 'string' && query.startsWith('SELECT');
    return reads ? super.newPlan(keyspace, query) : this.none.newPlan(keyspace, query);
  }
}
