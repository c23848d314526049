import { z } from '@hansom/platform-config';

import { strict } from '../exchange/strict.ts';
import { type RouteDefinition } from '../routes/route.ts';
import { type ApiFacts } from './openapi-route.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the routes: their schemas are JSON Schema 2020-12, made of the validators themselves. */
export function openApi({ title, version, routes }: ApiFacts): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = (paths[route.path] ??= {});
    path[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    traceId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'rule'],
        properties: { field: { type: 'string' }, rule: { type: 'string' } },
      },
    },
  },
};

function operationOf(route: RouteDefinition): Json {
  const { operation, summary, description, tags, body, errors = [], access } = route;
  return {
    operationId: operation,
    summary,
    ...(description !== undefined && { description }),
    tags,
    security: access.kind === 'open' ? [] : [{ token: [] }],
    parameters: parametersOf(route),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: inputSchema(strict(body)) } } },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, schema]) => [status, answerOf(schema)]),
      ),
      default: {
        description: errors.length > 0 ? `A problem, such as ${errors.join(', ')}.` : 'A problem.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    ...(errors.length > 0 && { 'x-hansom-errors': errors }),
  };
}

function parametersOf({ params, query, headers, idempotent, ifMatch }: RouteDefinition): Json[] {
  return [
    ...parametersIn('path', params),
    ...parametersIn('query', query),
    ...parametersIn('header', headers),
    ...(idempotent ? [{ ...KEY_PARAMETER }] : []),
    ...(ifMatch ? [{ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } }] : []),
  ];
}

const KEY_PARAMETER: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,100}$' },
};

function parametersIn(place: string, schema: z.ZodObject | undefined): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = inputSchema(schema);
  return Object.entries(properties as Json).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || (required as string[]).includes(name),
    schema: of,
  }));
}

function answerOf(schema: z.ZodType): Json {
  if (schema instanceof z.ZodUndefined) return { description: 'Done.' };
  return { description: 'Done.', content: { 'application/json': { schema: outputSchema(schema) } } };
}

function inputSchema(schema: z.ZodType): Json {
  return jsonSchema(schema, 'input');
}

function outputSchema(schema: z.ZodType): Json {
  return jsonSchema(schema, 'output');
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, reused: 'inline' }) as Json;
  return rest;
}
