import { type RouteDefinition } from '../routes/route.ts';
import { type ApiFacts } from './openapi-route.ts';
import { parametersOf } from './parameters.ts';
import { PROBLEM } from './problem-schema.ts';
import { hasBody, Responses } from './responses.ts';
import { type Json, Schemas } from './schemas.ts';

/** The OpenAPI 3.1 document of the routes: their schemas are JSON Schema 2020-12, made of the validators themselves. */
export function openApi({ service, title, version, routes }: ApiFacts): Json {
  const schemas = new Schemas(routes.flatMap(({ answers }) => Object.values(answers).filter(hasBody)));
  const responses = new Responses(service, schemas);
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = (paths[route.path] ??= {});
    path[route.method.toLowerCase()] = operationOf(route, schemas, responses);
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    paths,
    components: {
      schemas: { ...schemas.components, Problem: PROBLEM },
      responses: responses.components,
      headers: responses.headers,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operationOf(route: RouteDefinition, schemas: Schemas, responses: Responses): Json {
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
    responses: responses.of(route),
    ...(route.errors && { 'x-hansom-errors': route.errors }),
  };
}

function jsonOf(schema: Json): Json {
  return { 'application/json': { schema } };
}
