import { type Engine } from '@hansom/platform-store';

/** The engine's methods, as members that can be spread. */
export function methodsOf(engine: Engine): Engine {
  return {
    get: (...given) => engine.get(...given),
    range: (...given) => engine.range(...given),
    put: (...given) => engine.put(...given),
    delete: (...given) => engine.delete(...given),
    insertIfAbsent: (...given) => engine.insertIfAbsent(...given),
    compareAndSet: (...given) => engine.compareAndSet(...given),
    readState: (...given) => engine.readState(...given),
    readEvent: (...given) => engine.readEvent(...given),
    readEvents: (...given) => engine.readEvents(...given),
    commit: (...given) => engine.commit(...given),
    raiseFence: (...given) => engine.raiseFence(...given),
    close: () => engine.close(),
  };
}
