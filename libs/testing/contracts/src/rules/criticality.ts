import { type DescMethod } from '@bufbuild/protobuf';
import { Criticality, criticality } from '@hansom/proto-options';
import { methodOption } from '../method-option.ts';

/** An RPC says how late it is shed. */
export function checkCriticality(method: DescMethod): string[] {
  const declared = methodOption(method, criticality) ?? Criticality.UNSPECIFIED;
  return declared === Criticality.UNSPECIFIED
    ? ['does not say how critical it is: declare (hansom.options.v1.criticality)']
    : [];
}
