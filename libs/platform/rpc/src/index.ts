export { type Baggage, MAX_BAGGAGE_BYTES, NO_BAGGAGE } from './baggage.ts';
export { type Call, type Caller, type CallScope, type ForkOptions, rootCall } from './call.ts';
export { type ClientOptions, createClient } from './client.ts';
export { MAX_MESSAGE_BYTES } from './codec.ts';
export {
  type ClientOf,
  type ContractDefinition,
  type Handler,
  type HandlersOf,
  type MessageType,
  type MethodDefinition,
  type RequestOf,
  type ResponseOf,
  type StreamHandler,
} from './contract.ts';
export { during } from './during.ts';
export {
  budgetOf,
  type Endpoint,
  type EndpointKind,
  type EndpointsOf,
  endpointsOf,
  foreignContract,
  type ForeignTerms,
  type Idempotency,
  LONGEST_BUDGET,
} from './endpoint.ts';
export {
  type GrpcClientOptions,
  type GrpcClientSettings,
  grpcClientTransport,
} from './grpc/client-transport.ts';
export { type Identify } from './grpc/peer.ts';
export { type GrpcServerOptions, grpcServerTransport } from './grpc/server-transport.ts';
export { type Deliver, InProcessNetwork, type Leg } from './in-process/network.ts';
export {
  type CallAttribute,
  callAttribute,
  type ClientCall,
  type ClientFunction,
  type ClientInterceptor,
  type ServerCall,
  type ServerFunction,
  type ServerInterceptor,
} from './interceptors.ts';
export { type AccessRule, type Criticality, type ServicePromise, type ShardKey } from './options.ts';
export {
  parallel,
  type ParallelOptions,
  type Results,
  settleAll,
  type Settled,
  type SettledResults,
  type Task,
  type Tasks,
} from './parallel.ts';
export { MAX_ATTEMPTS } from './retry.ts';
export { type Failure } from './served-call.ts';
export { createServer, type RpcServer, serve, type Served, type ServerOptions } from './server.ts';
export {
  type Answer,
  type ClientTransport,
  type Connection,
  type Headers,
  type IncomingCall,
  type IncomingRequest,
  MAX_METADATA_BYTES,
  MAX_WAITING,
  type OutgoingCall,
  type OutgoingRequest,
  type Outcome,
  type Pipe,
  type Resolver,
  type Route,
  type ServerTransport,
  staticResolver,
} from './transport.ts';
