import { canonical, type Engine } from '@hansom/platform-store';

type Method = (...given: unknown[]) => Promise<unknown>;

/** The same engine, telling every answer as its caller gets it. */
export function observed(engine: Engine, note: (answer: string) => void): Engine {
  return new Proxy(engine, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return telling(String(name), method.bind(target), note);
    },
  });
}

function telling(name: string, method: Method, note: (answer: string) => void): Method {
  return async (...given) => {
    try {
      const answer = await method(...given);
      note(`${name}=${canonical(answer)}`);
      return answer;
    } catch (error) {
      note(`${name}!${String(error)}`);
      throw error;
    }
  };
}
