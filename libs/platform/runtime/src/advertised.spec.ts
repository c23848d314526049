import { type NetworkInterfaceInfo } from 'node:os';

import { advertised } from './advertised.ts';

const LOOPBACK = anInterface('127.0.0.1', true);
const OUTWARD = anInterface('172.30.0.7', false);
const MACHINE = { lo: [LOOPBACK], eth0: [OUTWARD] };

function anInterface(address: string, internal: boolean): NetworkInterfaceInfo {
  return { address, internal, family: 'IPv4', netmask: '255.255.0.0', mac: '00:00:00:00:00:00', cidr: null };
}

describe('the address by which an instance is known', () => {
  it('is where it listens, if that is one', () => {
    expect(advertised('127.0.0.1:4000', undefined, MACHINE)).toBe('127.0.0.1:4000');
  });

  it.each(['0.0.0.0:4000', '[::]:4000'])(
    'is that of the machine for one that listens everywhere: %s',
    (address) => {
      expect(advertised(address, undefined, MACHINE)).toBe('172.30.0.7:4000');
    },
  );

  it('is what is said, whatever it listens on', () => {
    expect(advertised('0.0.0.0:4000', '10.0.0.1', MACHINE)).toBe('10.0.0.1:4000');
    expect(advertised('127.0.0.1:4000', 'fd00::1', MACHINE)).toBe('[fd00::1]:4000');
  });

  it('is where it listens on a machine that has no other address', () => {
    expect(advertised('0.0.0.0:4000', undefined, { lo: [LOOPBACK] })).toBe('0.0.0.0:4000');
  });
});
