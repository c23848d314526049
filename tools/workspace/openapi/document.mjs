// How an OpenAPI document is read, as far as ours go.

/**
 * @typedef {object} Schema JSON Schema 2020-12
 * @property {string} [$ref]
 * @property {string | string[]} [type]
 * @property {unknown} [const]
 * @property {unknown[]} [enum]
 * @property {Record<string, Schema>} [properties]
 * @property {string[]} [required]
 * @property {Schema | boolean} [additionalProperties]
 * @property {Schema | boolean} [items]
 * @property {Schema[]} [prefixItems]
 * @property {Schema[]} [anyOf]
 * @property {Schema[]} [oneOf]
 * @property {Schema[]} [allOf]
 * @property {string} [description]
 */

/**
 * @typedef {object} Parameter
 * @property {string} name
 * @property {'path' | 'query' | 'header'} in
 * @property {boolean} required
 * @property {string} [description]
 * @property {Schema} schema
 */

/**
 * @typedef {object} Operation
 * @property {string} operationId
 * @property {string} summary
 * @property {string} [description]
 * @property {Parameter[]} parameters
 * @property {{ content: Record<string, { schema: Schema }> }} [requestBody]
 * @property {Record<string, { $ref?: string, content?: Record<string, { schema: Schema }> }>} responses
 * @property {string[]} [x-hansom-errors]
 */

/**
 * @typedef {object} Document
 * @property {{ title: string }} info
 * @property {Record<string, Record<string, Operation>>} paths
 * @property {{ schemas: Record<string, Schema> }} components
 */

/**
 * All operations of a document, in its order.
 *
 * @param {Document} document
 * @returns {{ method: string, path: string, operation: Operation }[]}
 */
export function operationsOf({ paths }) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}
