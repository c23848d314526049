import { type z } from '@hansom/platform-config';
import { isErrorCode } from '@hansom/platform-errors';

import { type RouteDefinition } from './route.ts';

const PATH = /^(\/([a-z0-9][a-z0-9._-]*|\{[a-z][A-Za-z0-9]*\}))+$/;
const OPERATION = /^[a-z][A-Za-z0-9]{1,59}$/;

/** Throws a TypeError that lists everything in which the definition contradicts itself. */
export function checkRoute(definition: RouteDefinition): void {
  const problems = [...problemsOfShape(definition), ...problemsOfTerms(definition)];
  if (problems.length > 0) throw new TypeError(`route ${definition.operation}:\n  ${problems.join('\n  ')}`);
}

/** The names in the braces of a path. */
export function namesIn(path: string): string[] {
  return Array.from(path.matchAll(/\{([^}]+)\}/g), ([, name = '']) => name);
}

function problemsOfShape({ operation, path, method, params, body, headers }: RouteDefinition): string[] {
  const inPath = namesIn(path).sort().join();
  const described = namesOf(params).sort().join();
  const bodiless = method === 'GET' || method === 'DELETE';
  return [
    ...(OPERATION.test(operation) ? [] : ['its operation is not in camelCase']),
    ...(PATH.test(path) ? [] : [`${path} is no path of lower-case parts and {names}`]),
    ...(inPath === described ? [] : [`its path has {${inPath}}, its params describe {${described}}`]),
    ...(body && bodiless ? [`a ${method} has no body`] : []),
    ...namesOf(headers)
      .filter((name) => name !== name.toLowerCase())
      .map((name) => `the header ${name} is not in lower case`),
  ];
}

function namesOf(schema: z.ZodObject | undefined): string[] {
  return Object.keys(schema?.shape ?? {});
}

function problemsOfTerms(route: RouteDefinition): string[] {
  const { access, answers, errors = [], idempotent, method, unauthenticated = [] } = route;
  const statuses = Object.keys(answers).map(Number);
  return [
    ...(idempotent && access.kind === 'open' ? ['a key belongs to a user: an open route has none'] : []),
    ...(idempotent && method === 'GET' ? ['a GET is idempotent without a key'] : []),
    ...(statuses.length > 0 ? [] : ['it answers nothing']),
    ...statuses.filter((status) => status < 200 || status > 299).map((status) => `${status} is no success`),
    ...errors.filter((code) => !isErrorCode(code)).map((code) => `${code} is not <service>.<reason>`),
    ...unauthenticated
      .filter((code) => !errors.includes(code))
      .map((code) => `${code} is none of its errors`),
  ];
}
