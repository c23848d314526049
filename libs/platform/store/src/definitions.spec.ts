import { int, optional, text, textList } from './columns.ts';
import { aggregate, contendedTable, keyColumns, table } from './definitions.ts';

describe('a definition', () => {
  it('tells its keys in order, and whether it is contended', () => {
    const shape = {
      name: 'offers',
      partition: { a: text() },
      clustering: { b: int() },
      columns: { c: text() },
    };

    expect(Object.keys(keyColumns(table(shape)))).toEqual(['a', 'b']);
    expect([table(shape).contended, contendedTable(shape).contended]).toEqual([false, true]);
    expect(table({ name: 'x', partition: {}, columns: {} }).clustering).toEqual({});
  });

  it.each(['Offers', 'offers-1', '1offers', '', `o${'x'.repeat(48)}`])(
    'has a snake_case name, not %j',
    (name) => {
      expect(() => table({ name, partition: { a: text() }, columns: {} })).toThrow(TypeError);
      expect(() => table({ name: 'ok', partition: { a: text() }, columns: { [name]: text() } })).toThrow(
        TypeError,
      );
      expect(() => aggregate({ name, fields: {}, states: {} })).toThrow(TypeError);
      expect(() => aggregate({ name: 'ok', fields: { [name]: text() }, states: {} })).toThrow(TypeError);
    },
  );

  it('has no list and nothing optional in its key', () => {
    const optionalKey = () => table({ name: 'x', partition: { a: optional(text()) }, columns: {} });
    const listKey = () =>
      table({ name: 'x', partition: { a: text() }, clustering: { b: textList() }, columns: {} });

    expect(optionalKey).toThrow('x.a: optional columns and lists cannot be part of a key');
    expect(listKey).toThrow('x.b');
  });

  it('of an aggregate leaves the columns of every state alone', () => {
    for (const taken of ['fence', 'id', 'event_type'])
      expect(() => aggregate({ name: 'x', fields: { [taken]: int() }, states: {} })).toThrow(`x.${taken}`);
  });
});
