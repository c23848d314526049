import { type DescMethod } from '@bufbuild/protobuf';
import { type Extension } from '@hansom/proto-options';

/** What a method declares under one of the options of `hansom.options.v1`; undefined where it does not. */
export function methodOption<T>(method: DescMethod, option: Extension<T>): T | undefined {
  const declared = method.proto.options?.$unknown?.filter(({ no }) => no === option.number) ?? [];
  if (declared.length === 0) return undefined;
  return option.decode?.(
    option.tag,
    declared.map(({ data }) => data),
  );
}
