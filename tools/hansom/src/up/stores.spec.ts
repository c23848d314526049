import { parseStores, storeSettings } from './stores.ts';

describe('parseStores', () => {
  it('knows files of this machine, and servers that it starts', () => {
    expect(parseStores('embedded')).toEqual({ kind: 'embedded' });
    expect(parseStores('local')).toEqual({ kind: 'local' });
  });

  it('reads addresses, several of Cassandra', () => {
    expect(parseStores('cassandra=10.0.0.1:9042,10.0.0.2:9042,redis=redis://u:p@10.0.0.3:6379')).toEqual({
      kind: 'servers',
      cassandra: '10.0.0.1:9042,10.0.0.2:9042',
      redis: 'redis://u:p@10.0.0.3:6379',
    });
  });

  it.each([
    '',
    'cassandra',
    '10.0.0.1:9042',
    'cassandra=10.0.0.1',
    'redis=10.0.0.1:6379',
    'mongo=10.0.0.1:1',
  ])('refuses %j, and tells what there is', (text) => {
    expect(() => parseStores(text)).toThrow('is neither local nor embedded, nor addresses as in cassandra=');
  });
});

describe('storeSettings', () => {
  it('chooses the engine, and tells where the servers are', () => {
    expect(storeSettings({ kind: 'embedded' })).toEqual({ HANSOM_STORE: 'embedded' });
    expect(storeSettings({ kind: 'servers', cassandra: 'a:1', redis: 'redis://b' })).toEqual({
      HANSOM_STORE: 'cassandra',
      HANSOM_CASSANDRA: 'a:1',
      HANSOM_REDIS: 'redis://b',
    });
  });

  it('keeps files where only Redis is given', () => {
    expect(storeSettings({ kind: 'servers', redis: 'redis://b' })).toEqual({
      HANSOM_STORE: 'embedded',
      HANSOM_REDIS: 'redis://b',
    });
  });
});
