import { countedAddress } from './counted-address.ts';

describe('countedAddress', () => {
  it.each([
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8::ffff:ffff:ffff:ffff', '2001:db8:0:0::/64'],
    ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
    ['2001:0DB8:0000:0001:0000:0000:0000:0001', '2001:db8:0:1::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:3:4:5::', '2001:db8:1:2::/64'],
    ['::2:3:4:5:6:7:8', '0:2:3:4::/64'],
    ['2001:db8::1:2:3:192.0.2.1', '2001:db8:0:1::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
  ])('counts %s by its first 64 bits', (address, counted) => {
    expect(countedAddress(address)).toBe(counted);
  });

  it.each(['::ffff:192.0.2.1', '::FFFF:c000:201', '0:0:0:0:0:ffff:c000:0201'])(
    'counts %s as the IPv4 address that it is',
    (address) => {
      expect(countedAddress(address)).toBe('192.0.2.1');
    },
  );

  it('counts IPv4 addresses that are written as IPv6 one by one', () => {
    expect(countedAddress('::ffff:0:1')).toBe('0.0.0.1');
    expect(countedAddress('::ffff:192.0.2.2')).toBe('192.0.2.2');
  });

  it.each([
    '192.0.2.1',
    'challenge_01J9ZK3V8W',
    '',
    'unknown',
    '2001:db8::1::2',
    '[2001:db8::1]',
    '2001:db8::/32',
    ' 2001:db8::1',
  ])('leaves %j as it is', (text) => {
    expect(countedAddress(text)).toBe(text);
  });
});
