import { spawnSync } from 'node:child_process';
import { createFileRegistry, type FileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';

/**
 * Descriptors of all contracts below a folder that buf takes for a workspace or a module, comments included. Throws with
 * buf's message where they do not compile. 0.2 s.
 */
export function compileContracts(folder: string): FileRegistry {
  const buf = require.resolve('@bufbuild/buf/bin/buf');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [buf, 'build', '--as-file-descriptor-set', '--output', '-'],
    { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`contracts do not compile:\n${stderr.toString()}`);
  return createFileRegistry(fromBinary(FileDescriptorSetSchema, stdout));
}
