/** Whether `error` is an operating system's error with this code (`ENOENT`, `EPERM`, ...). */
export function isSystemError(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
