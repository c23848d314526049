import { rpcNames, serviceNames } from './names.ts';

describe('serviceNames', () => {
  it('gives every form of a name', () => {
    expect(serviceNames('lost-property')).toEqual({
      name: 'lost-property',
      snake: 'lost_property',
      pascal: 'LostProperty',
      variable: 'lostProperty',
      app: 'apps/lost-property',
      contract: 'proto/hansom/lost_property/v1/lost_property.proto',
    });
  });

  it.each(['config', 'settings', 'ping'])('keeps %s apart from what service.ts calls so', (name) => {
    expect(serviceNames(name).variable).toBe(`${name}Service`);
  });

  it.each([
    ['LostProperty', 'kebab-case'],
    ['lost_property', 'kebab-case'],
    ['lost--property', 'kebab-case'],
    ['2-lost', 'kebab-case'],
    ['../lost', 'kebab-case'],
    ['', 'kebab-case'],
    ['base', 'lowest layer of the configuration'],
    ['common', 'all contracts share'],
    ['toString', 'kebab-case'],
    ['booking-service', 'leave out "-service"'],
    ['switch', 'a word of TypeScript'],
    ['a'.repeat(42), 'has 42 letters'],
  ])('refuses %j, with the rule', (name, rule) => {
    expect(() => serviceNames(name)).toThrow(rule);
  });

  it('takes a name that fills its keyspace', () => {
    expect(serviceNames('a'.repeat(41)).name).toHaveLength(41);
  });
});

describe('rpcNames', () => {
  it('gives every form of a name', () => {
    expect(rpcNames('FindNearest')).toEqual({
      rpc: 'FindNearest',
      handler: 'findNearest',
      file: 'find-nearest',
    });
  });

  it.each([
    ['findNearest', 'PascalCase'],
    ['Find-nearest', 'PascalCase'],
    ['FindETA', 'PascalCase'],
    ['', 'PascalCase'],
    ['Delete', 'a word of TypeScript: say what it is done to'],
  ])('refuses %j, with the rule', (rpc, rule) => {
    expect(() => rpcNames(rpc)).toThrow(rule);
  });
});
