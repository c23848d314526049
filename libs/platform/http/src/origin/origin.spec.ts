import { hostName, isKnownHost, isLoopback } from './hosts.ts';
import { isSameOrigin } from './same-origin.ts';

describe('the name by which a place is called', () => {
  it.each([
    ['Localhost:8000', 'localhost'],
    ['[::1]:8000', '[::1]'],
    ['[::1]', '[::1]'],
    ['console.example', 'console.example'],
    ['', undefined],
    [undefined, undefined],
  ])('of %p is %p', (header, name) => {
    expect(hostName(header)).toBe(name);
  });

  it.each(['localhost', 'got.localhost', '127.0.0.1', '127.8.8.8', '[::1]'])('%p is this machine', (name) => {
    expect(isLoopback(name)).toBe(true);
  });

  it.each(['localhost.evil.example', 'evil-localhost', '127.0.0.1.evil.example', '10.0.0.1', '[::2]'])(
    '%p is not',
    (name) => {
      expect(isLoopback(name)).toBe(false);
    },
  );

  it.each([
    'localhost:8000',
    '127.0.0.1:8000',
    '192.168.1.7',
    '[fe80::1]:80',
    'Console.example',
    'console.example:81',
  ])('%p is known', (header) => {
    expect(isKnownHost(header, ['console.example'])).toBe(true);
  });

  it.each(['evil.example', 'console.example.evil', 'x.console.example', '1.2.3.4.example', undefined, ''])(
    '%p is not known',
    (header) => {
      expect(isKnownHost(header, ['console.example'])).toBe(false);
    },
  );
});

describe('a request of a page', () => {
  const host = 'localhost:8000';

  it.each([
    { host, origin: 'http://localhost:8000' },
    { host: 'console.example', origin: 'https://console.example' },
    { host: 'LOCALHOST:8000', origin: 'http://localhost:8000' },
    { host, 'sec-fetch-site': 'same-origin' },
  ])('%p is one of ours', (headers) => {
    expect(isSameOrigin(headers)).toBe(true);
  });

  it.each([
    { host },
    { host, origin: 'null' },
    { host, origin: 'http://localhost:8001' },
    { host, origin: 'http://evil.example' },
    { host, origin: 'http://localhost:8000.evil.example' },
    { host, origin: 'chrome-extension://localhost:8000' },
    { host, origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' },
    { host, 'sec-fetch-site': 'same-site' },
    { host, 'sec-fetch-site': 'none' },
    { origin: 'http://localhost:8000' },
  ])('%p is not', (headers) => {
    expect(isSameOrigin(headers)).toBe(false);
  });
});
