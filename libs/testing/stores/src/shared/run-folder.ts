import path from 'node:path';

const WORKSPACE = path.resolve(__dirname, '../../../../..');

/** Where what the suites of a run share is written down. `npm test` names its run; what was started without it is left for the next. */
export function runFolder(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(WORKSPACE, '.hansom/test-stores', env['HANSOM_TEST_RUN'] ?? 'left');
}
