import { isIP } from 'node:net';

import { checkFields } from '@hansom/platform-errors';
import { type MeshInstance } from '@hansom/platform-mesh';

const SERVICE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const NAME = /^[A-Za-z0-9_-]{1,64}$/;
const VERSION = /^[A-Za-z0-9._-]{1,64}$/;
export const VERSION_RULE = 'must have 1 to 64 letters, digits, ".", "_" or "-"';

/** Throws `traffic.invalid_argument` for an instance that clients could not be told of: they would refuse all of its service. */
export function checkInstance(instance: MeshInstance): void {
  const { service, label, zone, address, healthAddress } = instance;
  checkFields('traffic', [
    { field: 'instance.service', rule: 'must be a name in kebab-case', holds: isServiceName(service) },
    {
      field: 'instance.instance',
      rule: 'must have 1 to 64 letters, digits, "_" or "-"',
      holds: NAME.test(instance.instance),
    },
    { field: 'instance.version', rule: VERSION_RULE, holds: isVersion(instance.version) },
    { field: 'instance.label', rule: VERSION_RULE, holds: label === undefined || isVersion(label) },
    { field: 'instance.zone', rule: 'must have at most 64 characters', holds: zone.length <= 64 },
    { field: 'instance.address', rule: 'must be ip:port', holds: isAddress(address) },
    {
      field: 'instance.health_address',
      rule: 'must be ip:port',
      holds: healthAddress === undefined || isAddress(healthAddress),
    },
  ]);
}

export function isServiceName(text: string): boolean {
  return text.length <= 64 && SERVICE.test(text);
}

export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

function isAddress(text: string): boolean {
  const [, six, four, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  return (
    isIP(six ?? four ?? '') === (six === undefined ? 4 : 6) && Number(port) >= 1 && Number(port) <= 65_535
  );
}
