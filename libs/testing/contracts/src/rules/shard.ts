import { type DescMethod } from '@bufbuild/protobuf';
import { shard } from '@hansom/proto-options';
import { methodOption } from '../method-option.ts';
import { hasStringField } from './string-field.ts';

/** What an RPC is sharded by is in its request. */
export function checkShard(method: DescMethod): string[] {
  const key = methodOption(method, shard);
  if (!key) return [];
  if (method.methodKind === 'bidi_streaming')
    return ['is sharded, but a stream of requests names no one city'];
  if (hasStringField(method, key.cityField)) return [];
  return [`is sharded by ${key.cityField || 'nothing'}, which is no string field of ${method.input.name}`];
}
