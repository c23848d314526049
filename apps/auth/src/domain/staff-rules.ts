import { isRolePattern } from '@hansom/platform-identity';

const NAME = /^[a-z][a-z0-9._-]{0,63}$/;
const OF_OPS = /^!?OPS(\.([A-Z0-9_-]+|\*\*?))*$/;
const MOST_ROLES = 16;
/** A token holds no more, with all else that it says. */
const LONGEST_ROLES = 600;

export const NAME_RULE = 'must have 1 to 64 lower-case letters, digits, ., _ or -, a letter first';
export const ROLES_RULE =
  `must be 1 to ${MOST_ROLES} patterns of roles of OPS, of ${LONGEST_ROLES} characters in all: OPS and parts of capitals, digits, _ or -, ` +
  'joined by dots, as in OPS.GOT; * is any part, ** any number of them, ! before it takes away';

export function isStaffName(text: string): boolean {
  return NAME.test(text);
}

/** Whether staff may have these patterns: nothing but OPS, so that nobody who works here passes for a rider or a driver. */
export function areStaffRoles(patterns: readonly string[]): boolean {
  const isFew = patterns.length >= 1 && patterns.length <= MOST_ROLES;
  return isFew && patterns.join('').length <= LONGEST_ROLES && patterns.every(isOfOps);
}

function isOfOps(pattern: string): boolean {
  return isRolePattern(pattern) && OF_OPS.test(pattern);
}
