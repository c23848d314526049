/** The most patterns a user holds, and the longest. */
export const MAX_PATTERNS = 64;
export const MAX_ROLE_LENGTH = 128;

const PART = '[A-Za-z0-9_-]+';
const ROLE = new RegExp(`^${PART}(\\.${PART})*$`);
const PATTERN = new RegExp(`^!?(${PART}|\\*\\*?)(\\.(${PART}|\\*\\*?))*$`);

/** Whether a text is a concrete role: parts of letters, digits, `_` and `-`, joined by dots. */
export function isRole(text: string): boolean {
  return text.length <= MAX_ROLE_LENGTH && ROLE.test(text);
}

/** Whether a text is a pattern of roles. */
export function isRolePattern(text: string): boolean {
  return text.length <= MAX_ROLE_LENGTH && PATTERN.test(text);
}

/**
 * Whether a user who holds `patterns` has a concrete role. A pattern covers the role that it matches and all below it:
 * `ADMIN.DRIVER` covers `ADMIN.DRIVER.LON`. `*` is one part, `**` any number of them, none too; `!` takes away again. The last
 * pattern that matches decides; letters are compared as they stand. What is no role is covered by nothing, what is no pattern
 * covers nothing. Time: the length of the patterns times that of the role, whatever they hold.
 */
export function covers(patterns: readonly string[], role: string): boolean {
  if (!isRole(role)) return false;
  const parts = role.split('.');
  const decisive = patterns.findLast((pattern) => isRolePattern(pattern) && matches(pattern, parts));
  return decisive !== undefined && !decisive.startsWith('!');
}

function matches(pattern: string, parts: readonly string[]): boolean {
  // How many parts of the role the pattern can have used up so far: ascending, so no step costs more than the role is long.
  let used = [0];
  for (const wanted of pattern.replace('!', '').split('.')) {
    used =
      wanted === '**'
        ? fromOn(used[0], parts.length)
        : used.filter((n) => fits(wanted, parts[n])).map((n) => n + 1);
  }
  return used.length > 0;
}

function fits(wanted: string, part: string | undefined): boolean {
  return wanted === '*' ? part !== undefined : wanted === part;
}

function fromOn(first: number | undefined, last: number): number[] {
  return first === undefined ? [] : Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
