// The generated part of a client: types and facts of the operations of one document.
import { operationsOf } from './document.mjs';
import { comment, keyOf, membersOf, typeOf } from './type-of.mjs';

/** @typedef {import('./document.mjs').Operation} Operation */

/** Headers that a request has under names of their own. */
/** @type {Record<string, string>} */
const OWN_HEADERS = { 'Idempotency-Key': 'idempotencyKey', 'If-Match': 'ifMatch' };

/** For who keeps what was answered: a client does not, and has nothing to give when that is what is still so. */
const KEEPERS_HEADERS = ['If-None-Match'];

/** Told by the library that clients are made with. */
const ELSEWHERE = ['Problem'];

/**
 * @param {import('./document.mjs').Document} document
 * @returns {string} TypeScript, not yet formatted
 */
export function clientSource(document) {
  const { schemas } = document.components;
  const operations = operationsOf(document);
  return `// Written by \`npm run openapi\`.

${Object.entries(schemas)
  .filter(([name]) => !ELSEWHERE.includes(name))
  .map(([name, schema]) => `${comment(schema.description)}export ${declaration(name, schema)}`)
  .join('\n\n')}

/** What each operation takes, gives and refuses. */
export interface Operations {
${operations.map(({ operation }) => `${comment(operation.summary)}${typesOf(operation)}`).join('\n')}
}

/** How each operation is sent. */
export const OPERATIONS = {
${operations.map(({ method, path, operation }) => `${operation.operationId}: ${JSON.stringify({ method, path })},`).join('\n')}
} as const;
`;
}

/**
 * @param {string} name
 * @param {import('./document.mjs').Schema} schema
 */
function declaration(name, schema) {
  return schema.properties ? `interface ${name} ${membersOf(schema)}` : `type ${name} = ${typeOf(schema)};`;
}

/** @param {Operation} operation */
function typesOf(operation) {
  const errors = operation['x-hansom-errors'] ?? [];
  return `${operation.operationId}: {
request: { ${requestOf(operation)} };
answer: ${answerOf(operation)};
errors: ${errors.length > 0 ? errors.map((code) => JSON.stringify(code)).join(' | ') : 'never'};
};`;
}

/** @param {Operation} operation */
function requestOf(operation) {
  const { requestBody } = operation;
  const parameters = operation.parameters.filter(({ name }) => !KEEPERS_HEADERS.includes(name));
  const own = parameters.filter(({ name }) => OWN_HEADERS[name]);
  const body = requestBody?.content['application/json'];
  return [
    group('params', parameters, 'path'),
    group('query', parameters, 'query'),
    group(
      'headers',
      parameters.filter((parameter) => !own.includes(parameter)),
      'header',
    ),
    body ? `body: ${typeOf(body.schema)};` : '',
    ...own.map(({ name, required }) => `${OWN_HEADERS[name]}${required ? '' : '?'}: string;`),
  ].join(' ');
}

/**
 * @param {string} name
 * @param {import('./document.mjs').Parameter[]} parameters
 * @param {string} place
 */
function group(name, parameters, place) {
  const members = parameters.filter((parameter) => parameter.in === place);
  if (members.length === 0) return '';
  const types = members.map(
    ({ name: key, required, schema, description }) =>
      `${comment(description)}${keyOf(key)}${required ? '' : '?'}: ${typeOf(schema)};`,
  );
  return `${name}${members.some(({ required }) => required) ? '' : '?'}: {\n${types.join('\n')}\n};`;
}

/** @param {Operation} operation */
function answerOf({ responses }) {
  const bodies = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, { content }]) => content?.['application/json'])
    .map((json) => (json ? typeOf(json.schema) : 'undefined'));
  return [...new Set(bodies)].join(' | ');
}
