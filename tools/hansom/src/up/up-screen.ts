import { type Millis } from '@hansom/platform-context';

import { inWords } from '../logs/log-line.ts';
import { type LoggedLine } from '../logs/follow-logs.ts';
import { type ConsoleState } from '../terminal/console-link.ts';
import { consoleFacts, consoleWords, type Output } from '../terminal/screen.ts';
import { table } from '../table.ts';
import { type InstanceRow } from './control.ts';
import { type Occurrence } from './supervisor.ts';

/** Where `./hansom up` is shown. */
export interface UpScreen {
  /** Whether lines of logs are wanted: a table has no room for them. */
  readonly showsLogs: boolean;
  occurred(occurrence: Occurrence): void;
  logged(line: LoggedLine): void;
  ready(told: { processes: number; ms: Millis; data: string }): void;
  console(told: ConsoleState): void;
  /** The state of all, once a second. */
  show(rows: readonly InstanceRow[]): void;
  stopping(): void;
  ended(): void;
}

/** On a terminal a table that stays true; elsewhere, or with `logs`, the logs with a prefix; for machines a JSON object a line. */
export function upScreenOn(output: Output, { json, logs }: { json: boolean; logs: boolean }): UpScreen {
  if (json) return jsonLines(output);
  return output.isTTY && !logs ? tableInPlace(output) : prefixed(output);
}

function jsonLines(output: Output): UpScreen {
  const write = (facts: object): void => void output.write(`${JSON.stringify(facts)}\n`);
  return {
    showsLogs: true,
    occurred: ({ kind, ...facts }) => write({ kind, ...facts }),
    logged: ({ of, line }) => write({ kind: 'log', of, line: objectOr(line) }),
    ready: (told) => write({ kind: 'ready', ...told }),
    console: (told) => {
      if (told.state !== 'waits') write({ kind: 'console', ...consoleFacts(told) });
    },
    show: () => undefined,
    stopping: () => write({ kind: 'stopping' }),
    ended: () => write({ kind: 'ended' }),
  };
}

function objectOr(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return line;
  }
}

function prefixed(output: Output): UpScreen {
  const print = (text: string): void => void output.write(`${text}\n`);
  return {
    ...inSentences(print),
    showsLogs: true,
    logged: ({ of, line }) => print(withPrefix(of, inWords(line), output.isTTY === true)),
    show: () => undefined,
  };
}

const PREFIX_WIDTH = 18;
const COLOURS = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];

/** The same service has the same colour each time. */
export function withPrefix(name: string, text: string, inColour: boolean): string {
  const prefix = `${name.padEnd(PREFIX_WIDTH)} |`;
  const sum = [...name].reduce((total, letter) => total * 31 + letter.charCodeAt(0), 7) % COLOURS.length;
  return `${inColour ? `\x1b[${COLOURS[sum]}m${prefix}\x1b[0m` : prefix} ${text}`;
}

function tableInPlace(output: Output): UpScreen {
  let drawn = 0;
  const clear = (): void => {
    if (drawn > 0) output.write(`\x1b[${drawn}A\x1b[J`);
    drawn = 0;
  };
  const print = (text: string): void => {
    clear(); // the table is drawn again below
    output.write(`${text}\n`);
  };
  const sentences = inSentences(print);
  return {
    ...sentences,
    showsLogs: false,
    occurred: (occurrence) => {
      if (occurrence.kind === 'failed') sentences.occurred(occurrence);
    },
    logged: () => undefined,
    show: (rows) => {
      const lines = fitting(tableOf(rows).split('\n'), output);
      output.write(
        `${drawn > 0 ? `\x1b[${drawn}A` : ''}${lines.map((line) => `${line}\x1b[K\n`).join('')}\x1b[J`,
      );
      drawn = lines.length;
    },
  };
}

/** What the terminal has room for: a longer table could not be drawn again in place. */
function fitting(lines: readonly string[], { columns = 80, rows = 50 }: Output): string[] {
  const room = Math.max(2, rows - 2);
  const shown =
    lines.length > room ? [...lines.slice(0, room - 1), `and ${lines.length - room + 1} more`] : lines;
  return shown.map((line) => line.slice(0, columns - 1));
}

export function tableOf(rows: readonly InstanceRow[]): string {
  const head = ['process', 'version', 'pid', 'state', 'calls/s', 'p95 ms', 'MB'];
  const cells = rows.map((row) => [
    row.name,
    row.version ?? '',
    row.pid ?? '',
    stateOf(row),
    row.figures?.callsPerSecond.toFixed(1) ?? '',
    row.figures?.slowestP95Ms.toFixed(1) ?? '',
    row.figures?.memoryMb.toFixed(0) ?? '',
  ]);
  const memory = rows.reduce((sum, { figures }) => sum + (figures?.memoryMb ?? 0), 0);
  return `${table(head, cells)}\n${rows.length} processes, ${Math.round(memory)} MB`;
}

function stateOf({ state, why, failures }: InstanceRow): string {
  if (why !== undefined) return `${state}: ${why}`.slice(0, 60);
  return failures > 0 ? `${state} (failed ${failures} times)` : state;
}

type Sentences = Pick<UpScreen, 'occurred' | 'ready' | 'console' | 'stopping' | 'ended'>;

function inSentences(print: (text: string) => void): Sentences {
  return {
    occurred: (occurrence) => print(sentenceOf(occurrence)),
    ready: ({ processes, ms, data }) =>
      print(
        `${processes} processes serve after ${Math.round(ms)} ms; logs in ${data}/logs. Ctrl-C or ./hansom down stops them.`,
      ),
    console: (told) => consoleWords(told).forEach(print),
    stopping: () => print('Stopping, in order; Ctrl-C again ends at once.'),
    ended: () => print('Stopped.'),
  };
}

function sentenceOf(occurrence: Occurrence): string {
  const { kind, name } = occurrence;
  switch (kind) {
    case 'started':
      return `${name}: process ${occurrence.pid}`;
    case 'serving':
      return `${name}: serves at ${occurrence.notice.address}`;
    case 'ended':
      return `${name}: ended`;
    case 'failed':
      return `${name}: failed (${occurrence.why})${occurrence.isLooping ? '; again and again: from now on it is tried once a minute' : ''}`;
  }
}
