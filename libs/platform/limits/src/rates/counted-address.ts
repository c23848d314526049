import { isIPv6 } from 'node:net';

const GROUPS = 8;
/** What stands before an IPv4 address that is written as IPv6 (RFC 4291, 2.5.5.2). */
const MAPPED = '0:0:0:0:0:ffff';

/**
 * What an address counts as under a limit. Below the first 64 bits of an IPv6 address one host has as many as it likes (RFC 8981), so those
 * alone count; IPv4 written as IPv6 counts as IPv4. All else, whatever it is, counts as it stands.
 */
export function countedAddress(address: string): string {
  if (!isIPv6(address)) return address;
  const groups = groupsOf(address);
  if (groups.slice(0, 6).join(':') === MAPPED) return groups.slice(6).flatMap(bytesOf).join('.');
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** All eight, in lower case and without leading zeros. */
function groupsOf(address: string): string[] {
  const [bare] = address.split('%'); // the zone of a link is no part of the address
  const { hostname } = new URL(`http://[${bare}]`); // shortened, in lower case, and with no part in IPv4's form
  const [before = [], after = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean));
  const zeros = Array.from({ length: GROUPS - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after];
}

function bytesOf(group: string): number[] {
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
}
