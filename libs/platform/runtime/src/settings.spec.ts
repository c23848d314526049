import { platformSettings } from './settings.ts';

describe('the settings of every service', () => {
  it('take addresses and networks for trusted proxies, and believe nobody unless told to', () => {
    const networks = ['10.0.0.0/8', '127.0.0.1', 'fd00::/8', '::1'];

    expect(platformSettings.parse({ trustedProxies: networks }).trustedProxies).toEqual(networks);
    expect(platformSettings.parse({}).trustedProxies).toEqual([]);
  });

  it.each(['10.0.0.0/33', '10.0.0/8', 'proxy.example', 'fd00::/129', '10.0.0.0/8/8', ''])(
    'take no %j for one',
    (network) => {
      expect(platformSettings.safeParse({ trustedProxies: [network] }).error?.issues).toMatchObject([
        { path: ['trustedProxies', 0], message: 'must be an address, or a network as in 10.0.0.0/8' },
      ]);
    },
  );
});
