import { type DescMethod, ScalarType } from '@bufbuild/protobuf';

/** Whether the request of an RPC has a string field of that name. */
export function hasStringField(method: DescMethod, name: string): boolean {
  const field = method.input.fields.find((candidate) => candidate.name === name);
  return field?.fieldKind === 'scalar' && field.scalar === ScalarType.STRING;
}
