/**
 * The code that Node gives a failed system call, such as `ENOENT`; empty for anything else that was thrown.
 *
 * @param {unknown} error
 */
export function codeOf(error) {
  return typeof error === 'object' && error && 'code' in error ? String(error.code) : '';
}
