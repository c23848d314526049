// What a JSON Schema is in TypeScript.

/** @typedef {import('./document.mjs').Schema} Schema */

const REFERENCE = '#/components/schemas/';

/** @type {Record<string, string>} */
const SIMPLE = { string: 'string', number: 'number', integer: 'number', boolean: 'boolean', null: 'null' };

/**
 * The type of what the schema allows, as far as a type can say it: lengths and patterns are for the API to check.
 *
 * @param {Schema} schema
 * @returns {string}
 */
export function typeOf(schema) {
  if (schema.$ref) return schema.$ref.replace(REFERENCE, '');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return union(alternatives.map(typeOf));
  if (schema.allOf) return schema.allOf.map((part) => `(${typeOf(part)})`).join(' & ');
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type })));
  return typeOfKind(schema);
}

/**
 * A type with its members, each below its description.
 *
 * @param {Schema} schema
 */
export function membersOf({ properties = {}, required = [] }) {
  const members = Object.entries(properties).map(([name, member]) => {
    const optional = required.includes(name) ? '' : '?';
    return `${comment(member.description)}${keyOf(name)}${optional}: ${typeOf(member)};`;
  });
  return `{\n${members.join('\n')}\n}`;
}

/** @param {string} name */
export function keyOf(name) {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** @param {string | undefined} text */
export function comment(text) {
  return text === undefined ? '' : `/** ${text.replaceAll('*/', '* /')} */\n`;
}

/** @param {Schema} schema */
function typeOfKind(schema) {
  const { type, properties, additionalProperties, items, prefixItems } = schema;
  if (typeof type === 'string' && SIMPLE[type]) return SIMPLE[type];
  if (prefixItems) return `[${prefixItems.map(typeOf).join(', ')}]`;
  if (type === 'array') return `(${typeof items === 'object' ? typeOf(items) : 'unknown'})[]`;
  if (properties) return membersOf(schema);
  if (type !== 'object') return 'unknown';
  return `Record<string, ${typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'}>`;
}

/** @param {string[]} types */
function union(types) {
  return types.length === 0 ? 'never' : [...new Set(types)].join(' | ');
}
