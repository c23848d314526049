type Named = (name: string, body: () => void) => void;
type Each = (table: readonly unknown[]) => Named;

const HOOKS = ['beforeAll', 'beforeEach', 'afterAll', 'afterEach'];

/** How many cases a suite describes, by the global functions of jest, which it is given others of meanwhile. None is registered. */
export function countCases(suite: () => void): number {
  let cases = 0;
  const it = withEach(
    () => (cases += 1),
    (table) => () => (cases += table.length),
  );
  const describe = withEach(
    (_, body) => body(),
    (table) => (_, body) => table.forEach((row) => Reflect.apply(body, undefined, [row].flat())),
  );
  const hooks = HOOKS.map((name) => [name, () => undefined]);
  const counting: object = { it, test: it, describe, ...Object.fromEntries(hooks) };
  const real = Object.fromEntries(Object.keys(counting).map((name) => [name, Reflect.get(globalThis, name)]));
  try {
    Object.assign(globalThis, counting);
    suite();
  } finally {
    Object.assign(globalThis, real);
  }
  return cases;
}

function withEach(one: Named, each: Each): Named & { each: Each } {
  return Object.assign(one, { each });
}
