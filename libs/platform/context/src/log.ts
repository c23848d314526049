export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log: a constant message and fields. Never a token, a phone number or an exact home. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  /** Life-cycle. */
  info(message: string, fields?: LogFields): void;
  /** Degraded; nobody needs to act. */
  warn(message: string, fields?: LogFields): void;
  /** Someone has to act. */
  error(message: string, fields?: LogFields): void;
  /** A logger that adds `fields` to every line. */
  with(fields: LogFields): Logger;
}

/** Swallows everything. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silentLogger,
};
