import { z } from '@hansom/platform-config';

import { type RouteDefinition } from '../routes/route.ts';
import { type ApiFacts } from './openapi-route.ts';
import { parametersOf } from './parameters.ts';
import { PROBLEM } from './problem-schema.ts';
import { type Json, Schemas } from './schemas.ts';

/** The OpenAPI 3.1 document of the routes: their schemas are JSON Schema 2020-12, made of the validators themselves. */
export function openApi({ title, version, routes }: ApiFacts): Json {
  const schemas = new Schemas(routes.flatMap(({ answers }) => Object.values(answers).filter(hasBody)));
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = (paths[route.path] ??= {});
    path[route.method.toLowerCase()] = operationOf(route, schemas);
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    paths,
    components: {
      schemas: { ...schemas.components, Problem: PROBLEM },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operationOf(route: RouteDefinition, schemas: Schemas): Json {
  const { operation, summary, description, tags, body, access } = route;
  const content = body && jsonOf(schemas.of(body, 'input'));
  return {
    operationId: operation,
    summary,
    ...(description !== undefined && { description }),
    tags,
    security: access.kind === 'open' ? [] : [{ token: [] }],
    parameters: parametersOf(route, schemas),
    ...(content && { requestBody: { required: true, content } }),
    responses: responsesOf(route, schemas),
    ...(route.errors && { 'x-hansom-errors': route.errors }),
  };
}

function responsesOf({ answers, errors = [] }: RouteDefinition, schemas: Schemas): Json {
  const successes = Object.entries(answers).map(([status, schema]) => [status, successOf(schema, schemas)]);
  const problem = {
    description: errors.length > 0 ? `A problem, such as ${errors.join(', ')}.` : 'A problem.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return { ...Object.fromEntries(successes), default: problem } as Json;
}

function successOf(schema: z.ZodType, schemas: Schemas): Json {
  if (!hasBody(schema)) return { description: 'Done.' };
  return { description: 'Done.', content: jsonOf(schemas.of(schema, 'output')) };
}

function hasBody(schema: z.ZodType): boolean {
  return !(schema instanceof z.ZodUndefined);
}

function jsonOf(schema: Json): Json {
  return { 'application/json': { schema } };
}
