import { type Millis } from '@hansom/platform-context';

import { type ConsoleState } from './console-link.ts';
import { figuresOf, panelOf, type View } from './panel.ts';
import { type RunSummary } from './run-record.ts';

/** A service that has just come up. */
export interface StartedService {
  readonly name: string;
  readonly address: string;
  readonly description: string;
}

/** Where a run is shown. */
export interface Screen {
  /** How often the view is to be shown. */
  readonly everyMs: Millis;
  started(service: StartedService): void;
  ready(told: { services: number; ms: Millis; data: string }): void;
  /** How to get into the console: it may be told while the view is shown. */
  console(told: ConsoleState): void;
  show(view: View): void;
  stopping(): void;
  ended(summary: RunSummary): void;
}

/** What a screen needs of a stream. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

/** On a terminal a few lines that are drawn again in place; elsewhere a line now and then; for machines a JSON object a line. */
export function screenOn(output: Output, { json }: { json: boolean }): Screen {
  if (json) return jsonLines(output);
  return output.isTTY ? inPlace(output) : plainLines(output);
}

function jsonLines(output: Output): Screen {
  const write = (kind: string, facts: object): void => {
    output.write(`${JSON.stringify({ kind, ...facts })}\n`);
  };
  return {
    everyMs: 10_000,
    started: ({ name, address }) => write('started', { service: name, address }),
    ready: ({ services, ms }) => write('ready', { services, ms }),
    console: (told) => {
      if (told.state !== 'waits') write('console', consoleFacts(told));
    },
    show: (view) => write('figures', figuresOf(view)),
    stopping: () => undefined,
    ended: (summary) => write('ended', summary),
  };
}

/** A URL that signs in, or where to sign in and why nothing else. */
export function consoleFacts(told: Exclude<ConsoleState, { state: 'waits' }>): object {
  return told.state === 'linked' ? { url: told.link } : { url: told.address, reason: told.reason };
}

function plainLines(output: Output): Screen {
  return {
    ...inWords(output),
    everyMs: 10_000,
    show: (view) => {
      output.write(
        `${panelOf(view)
          .map(([label, text]) => `${label}: ${text}`)
          .join(' | ')}\n`,
      );
    },
  };
}

function inPlace(output: Output): Screen {
  let drawn = 0;
  const words = inWords(output);
  return {
    ...words,
    everyMs: 1_000,
    console: (told) => {
      if (drawn > 0) output.write(`\x1b[${drawn}A\x1b[J`); // the view is drawn again below
      drawn = 0;
      words.console(told);
    },
    show: (view) => {
      const up = drawn > 0 ? `\x1b[${drawn}A` : '\n';
      const lines = panelOf(view).map(([label, text]) => line(label, text, output.columns ?? 80));
      output.write(`${up}${lines.join('')}`);
      drawn = lines.length;
    },
  };
}

/** One line of the terminal, whatever it holds: else the next drawing would begin at the wrong place. */
function line(label: string, text: string, columns: number): string {
  return `${`  ${label.padEnd(12)} ${text}`.slice(0, columns - 1)}\x1b[K\n`;
}

function inWords(output: Output): Omit<Screen, 'everyMs' | 'show'> {
  const print = (text: string): void => void output.write(`${text}\n`);
  return {
    started: ({ name, address, description }) =>
      print(`  ${name.padEnd(20)} ${address.padEnd(22)} ${description}`),
    ready: ({ services, ms, data }) =>
      print(
        `${services} services are up after ${Math.round(ms)} ms; logs in ${data}/logs. Ctrl-C stops them.`,
      ),
    console: (told) => consoleWords(told).forEach(print),
    stopping: () => print('Stopping; Ctrl-C again ends at once.'),
    ended: ({ rides }) => print(rides > 0 ? `Stopped after ${rides} rides.` : 'Stopped.'),
  };
}

/** The link is a line of its own, never cut, so that a click finds all of it. */
export function consoleWords(told: ConsoleState): string[] {
  const { address } = told;
  switch (told.state) {
    case 'waits':
      return [`Console: ${address} (auth is not ready yet: a link to sign in comes as soon as it is)`];
    case 'linked':
      return [
        'Console, signed in once by this link, for ten minutes (another: ./hansom staff link dev):',
        told.link,
      ];
    case 'unlinked':
      return [`Console: ${address} (no link to sign in: ${told.reason})`];
  }
}
