import { type DescFile } from '@bufbuild/protobuf';

const SHARED = ['hansom/common', 'hansom/options', 'google/protobuf'];

/** A contract stands alone: it imports its own files, what is shared, and nothing of another service. */
export function checkImports(file: DescFile): string[] {
  const allowed = [folderOf(file), ...SHARED];
  return file.dependencies
    .filter((imported) => !allowed.includes(folderOf(imported)))
    .map(({ name }) => `imports ${name}.proto of another service: say in this contract what it needs`);
}

/** `hansom/sample_hold` of `hansom/sample_hold/v1/events`. */
function folderOf({ name }: DescFile): string {
  return name.split('/').slice(0, 2).join('/');
}
