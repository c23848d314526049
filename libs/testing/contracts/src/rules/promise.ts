import { type DescMethod } from '@bufbuild/protobuf';
import { sla } from '@hansom/proto-options';
import { methodOption } from '../method-option.ts';

/** An RPC promises a mean and a 95th percentile that can both be true. */
export function checkPromise(method: DescMethod): string[] {
  const promise = methodOption(method, sla);
  if (!promise) return ['makes no promise: declare (hansom.options.v1.sla)'];
  if (promise.meanMs < 1) return ['promises no mean: sla.mean_ms is at least 1'];
  if (promise.p95Ms < promise.meanMs) return ['promises a 95th percentile below its mean: see sla.p95_ms'];
  return [];
}
