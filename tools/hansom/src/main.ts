import { ConfigError } from '@hansom/platform-config';
import { HansomError } from '@hansom/platform-errors';

import { buildProgram } from './program.ts';
import { UsageError } from './services.ts';

buildProgram().parseAsync(process.argv).catch(fail);

function fail(error: unknown): void {
  process.stderr.write(`${textOf(error)}\n`);
  process.exitCode = 1;
}

/** What a person can put right, or a service said, is told without a stack. */
function textOf(error: unknown): string {
  if (error instanceof HansomError) return answerOf(error);
  if (error instanceof UsageError || error instanceof ConfigError) return `hansom: ${error.message}`;
  return `hansom: ${error instanceof Error ? error.stack : String(error)}`;
}

function answerOf({ code, kind, description, context }: HansomError): string {
  if (code === 'traffic.unavailable') return nobodyThere(description);
  const facts = Object.entries(context).map(([name, value]) => `  ${name}: ${value}`);
  return [`${code} (${kind}): ${description}`, ...facts].join('\n');
}

/** Most often nothing runs. gRPC says so at length. */
function nobodyThere(description: string): string {
  const [why = description] = /connect \w+ \S+:\d+/.exec(description) ?? [];
  return `hansom: traffic does not answer (${why}): ./hansom start or ./hansom up runs it, and --traffic says where it is`;
}
