import { type Caller, type ClientTransport, type Route, type ServerTransport } from '@hansom/platform-rpc';

/** A client's side on which every call is `caller`'s: to be used with `believingAll`. */
export function claiming(transport: ClientTransport, caller: Caller): ClientTransport {
  return { ...transport, connect: (_from, to) => transport.connect(JSON.stringify(caller), to) };
}

/** A server's side of a network without certificates, which takes every client for whom it claims to be. */
export function believingAll(transport: ServerTransport): ServerTransport {
  return {
    ...transport,
    start: (service, routes) =>
      transport.start(service, new Map([...routes].map(([path, route]) => [path, believed(route)]))),
  };
}

function believed(route: Route): Route {
  if (route.kind === 'unary')
    return { kind: 'unary', serve: (request, answer) => route.serve(claimedBy(request), answer) };
  return { kind: 'stream', serve: (call, pipe) => route.serve(claimedBy(call), pipe) };
}

function claimedBy<C extends { readonly caller: Caller }>(call: C): C {
  return { ...call, caller: JSON.parse(call.caller.service ?? '{}') as Caller };
}
