import { type AnyImplemented } from '../routes/handler.ts';

/** Throws a TypeError that lists all in which the routes of a gateway contradict each other. */
export function checkGateway(routes: readonly AnyImplemented[], hasKeys: boolean): void {
  const defined = routes.map(({ route }) => route);
  const keyed = defined.filter(({ idempotent }) => idempotent && !hasKeys);
  const problems = [
    ...repeated(defined.map(({ operation }) => operation)).map(
      (name) => `${name} is the operation of two routes`,
    ),
    ...repeated(defined.map(placeOf)).map((place) => `${place} is the place of two routes`),
    ...keyed.map(({ operation }) => `${operation} takes keys, and there is no table for them`),
  ];
  if (problems.length > 0) throw new TypeError(`the routes of a gateway:\n  ${problems.join('\n  ')}`);
}

/** Whatever its parameters are called, a path is one place. */
function placeOf({ method, path }: AnyImplemented['route']): string {
  return `${method} ${path.replaceAll(/\{[^}]+\}/g, '{}')}`;
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
