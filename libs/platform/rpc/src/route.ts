import { budgetOf, type Endpoint, LONGEST_BUDGET } from './endpoint.ts';
import { type ServerFunction } from './interceptors.ts';
import { ServedCall, type Serving } from './served-call.ts';
import { StreamExchange } from './stream-exchange.ts';
import { type Route } from './transport.ts';
import { UnaryExchange } from './unary-exchange.ts';

/** Serves one RPC with `handle`: its handler within its interceptors. */
export function routeOf(endpoint: Endpoint, handle: ServerFunction, serving: Serving): Route {
  return endpoint.kind === 'unary'
    ? unaryRoute(endpoint, handle, serving)
    : streamRoute(endpoint, handle, serving);
}

function unaryRoute(endpoint: Endpoint, handle: ServerFunction, serving: Serving): Route {
  const budget = budgetOf(endpoint);
  return {
    kind: 'unary',
    serve: (request, answer) => {
      const timeoutMs = Math.min(request.timeoutMs ?? budget, LONGEST_BUDGET);
      const call = new ServedCall(endpoint, serving, { request, timeoutMs });
      new UnaryExchange(call, answer).run(request.message, handle);
      return () => call.scope.cancel();
    },
  };
}

function streamRoute(endpoint: Endpoint, handle: ServerFunction, serving: Serving): Route {
  return {
    kind: 'stream',
    serve: (opening, pipe) => {
      const call = new ServedCall(endpoint, serving, {
        request: opening,
        timeoutMs: opening.timeoutMs ?? Infinity,
      });
      void new StreamExchange(call, pipe).run(handle);
      return () => call.scope.cancel();
    },
  };
}
