import { ConfigError } from '@hansom/platform-config';

import { buildProgram } from './program.ts';
import { UsageError } from './services.ts';

buildProgram().parseAsync(process.argv).catch(fail);

function fail(error: unknown): void {
  const forPeople = error instanceof UsageError || error instanceof ConfigError;
  const text =
    error instanceof Error && !forPeople
      ? error.stack
      : String(error instanceof Error ? error.message : error);
  process.stderr.write(`hansom: ${text}\n`);
  process.exitCode = 1;
}
