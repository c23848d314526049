/** A line of a log in words: time of day, level, message, and what else it tells. What is no line of ours stays as it is. */
export function inWords(line: string): string {
  const parsed = objectIn(line);
  if (!parsed) return line;
  const { time, level, message, service: _service, version: _version, error, ...fields } = parsed;
  const facts = Object.entries(fields).map(([name, value]) => `${name}=${textOf(value)}`);
  const words = [
    timeOfDay(time),
    textOf(level).padEnd(5),
    textOf(message),
    ...facts,
    ...(error ? [errorText(error)] : []),
  ];
  return words.join(' ');
}

/** What a service that died has said last of why: the line in which it says that it cannot run, or its last error. Empty: nothing. */
export function lastComplaint(log: string): string {
  const lines = log.trimEnd().split('\n').slice(-LAST_LINES);
  const cannot = lines.findLastIndex((line) => line.endsWith(' cannot run:'));
  if (cannot >= 0) return reasonIn(lines.slice(cannot + 1));
  const errors = lines.map(objectIn).filter((line) => line?.level === 'error');
  const last = errors.at(-1);
  if (last) return `${textOf(last.message)}${last.error ? `: ${errorText(last.error)}` : ''}`;
  return lines.find((line) => /^\w*Error: /.test(line)) ?? '';
}

/** Without the stack of an error. */
function reasonIn(lines: readonly string[]): string {
  const words = lines.slice(0, LINES_OF_REASON).map((line) => line.trim());
  return words.filter((line) => !line.startsWith('at ')).join(' ');
}

const LAST_LINES = 40;
const LINES_OF_REASON = 2;

function objectIn(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>; // it begins like an object
  } catch {
    return undefined; // a line that was cut off
  }
}

function timeOfDay(time: unknown): string {
  return typeof time === 'string' ? time.slice('2026-01-01T'.length, -1) : '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function errorText(error: unknown): string {
  const isError = typeof error === 'object' && error !== null && 'message' in error;
  return textOf(isError ? error.message : error);
}
