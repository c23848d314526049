import { type Logger, type LogFields } from '@hansom/platform-context';
import { type DestinationStream, type Level, type Logger as PinoLogger, pino, stdSerializers } from 'pino';

import { type Identity } from './identity.ts';

export interface LogOptions {
  level: Level | 'silent';
  /** Where lines go; standard output unless said otherwise. */
  destination?: DestinationStream | undefined;
}

/** One JSON object a line: time, level, service, version, message and the fields. An `error` field is written with its causes. */
export function createLogger(identity: Identity, options: LogOptions): Logger {
  const settings = {
    level: options.level,
    base: { service: identity.name, version: identity.version },
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: stdSerializers.errWithCause },
  };
  return over(options.destination ? pino(settings, options.destination) : pino(settings));
}

function over(log: PinoLogger): Logger {
  return {
    debug: (message: string, fields?: LogFields) => log.debug(fields ?? {}, message),
    info: (message: string, fields?: LogFields) => log.info(fields ?? {}, message),
    warn: (message: string, fields?: LogFields) => log.warn(fields ?? {}, message),
    error: (message: string, fields?: LogFields) => log.error(fields ?? {}, message),
    with: (fields) => over(log.child(fields)),
  };
}

/** A log file, appended to in the background. */
export function logFile(path: string): DestinationStream {
  return pino.destination({ dest: path, mkdir: true, sync: false, mode: 0o600 });
}
