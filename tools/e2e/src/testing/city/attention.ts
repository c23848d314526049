import { type LogLine } from '@hansom/platform-context/testing';

/** The errors in a log, a line each: what somebody has to look into. A healthy run has none. */
export function needsAttention(log: readonly LogLine[]): string[] {
  return log
    .filter(({ level }) => level === 'error')
    .map(({ message, fields: { service, error, ...fields } }) =>
      [service, message, JSON.stringify(fields), error].map(String).join(' '),
    );
}
