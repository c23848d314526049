import { type z } from '@hansom/platform-config';

import { type RouteDefinition } from '../routes/route.ts';
import { type Json, type Schemas } from './schemas.ts';

const KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'The request is executed once under it; a repeat within 24 h is answered alike.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,100}$' },
};

const IF_MATCH: Json = {
  name: 'If-Match',
  in: 'header',
  description: 'The ETag of what was read.',
  schema: { type: 'string' },
};

const IF_NONE_MATCH: Json = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag of what is known already.',
  schema: { type: 'string' },
};

/** What a route takes beside its body. */
export function parametersOf(route: RouteDefinition, schemas: Schemas): Json[] {
  const { params, query, headers, idempotent, ifMatch, etag, method } = route;
  return [
    ...parametersIn('path', params, schemas),
    ...parametersIn('query', query, schemas),
    ...parametersIn('header', headers, schemas),
    ...(idempotent ? [KEY] : []),
    ...(ifMatch ? [{ ...IF_MATCH, required: ifMatch === 'required' }] : []),
    ...(etag && method === 'GET' ? [IF_NONE_MATCH] : []),
  ];
}

function parametersIn(place: string, schema: z.ZodObject | undefined, schemas: Schemas): Json[] {
  if (!schema) return [];
  const { required = [] } = schemas.of(schema, 'input') as { required?: string[] };
  return Object.entries(schema.shape).map(([name, part]) => {
    const { description, ...told } = schemas.of(part as z.ZodType, 'input'); // the shape of an object is of schemas
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description !== undefined && { description }),
      schema: told,
    };
  });
}
