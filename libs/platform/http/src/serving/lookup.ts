import { type RouteDefinition } from '../routes/route.ts';

/** Which methods a path takes: for telling a wrong method from a wrong path. */
export class Lookup {
  private readonly places: readonly { pattern: RegExp; method: string }[];

  constructor(routes: readonly RouteDefinition[]) {
    this.places = routes.map(({ method, path }) => ({ method, pattern: patternOf(path) }));
  }

  /** In alphabetical order; empty: there is no such path. */
  methodsAt(url: string): string[] {
    const [path = ''] = url.split('?');
    const methods = this.places.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].sort();
  }
}

function patternOf(path: string): RegExp {
  const parts = path.split(/\{[^}]+\}/).map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}
