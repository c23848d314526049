import type { Command } from 'commander';

import { SERVICES, UnknownName } from '../services.ts';

/** Prints a completion script made from the program itself and the list of services. */
export function completion(program: Command, shell: string): void {
  const scripts: Record<string, string> = {
    bash: bashScript(program),
    zsh: `autoload -U bashcompinit && bashcompinit\n${bashScript(program)}`,
  };
  const script = scripts[shell];
  if (script === undefined)
    throw new UnknownName(`no completion for ${JSON.stringify(shell)}`, Object.keys(scripts));
  process.stdout.write(script);
}

function bashScript(program: Command): string {
  const cases = program.commands.map(
    (command) => `    ${command.name()}) words="${wordsOf(command).join(' ')}" ;;`,
  );
  return [
    '_hansom() {',
    '  local words',
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    words="${program.commands.map((command) => command.name()).join(' ')} --help"`,
    '  else case "${COMP_WORDS[1]}" in',
    ...cases,
    '  esac; fi',
    '  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))',
    '}',
    'complete -F _hansom hansom ./hansom',
    '',
  ].join('\n');
}

/** What may follow a command: its subcommands or the services, and its options. */
function wordsOf(command: Command): string[] {
  const subcommands = command.commands.map((sub) => sub.name());
  const takesServices = ['start', 'call', 'status'].includes(command.name());
  const options = command.options.map((option) => option.long ?? '').filter(Boolean);
  return [...subcommands, ...(takesServices ? Object.keys(SERVICES) : []), ...options, '--help'];
}
