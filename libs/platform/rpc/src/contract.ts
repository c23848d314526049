import { type BinaryReader, type BinaryWriter } from '@bufbuild/protobuf/wire';

import { type Call } from './call.ts';

/** What ts-proto generates for a message. */
export interface MessageType<T> {
  encode(message: T, writer?: BinaryWriter): BinaryWriter;
  decode(input: BinaryReader | Uint8Array, length?: number): T;
}

/** What ts-proto generates for an RPC (`outputServices=generic-definitions`). */
export interface MethodDefinition {
  readonly name: string;
  readonly requestType: MessageType<unknown>;
  readonly requestStream: boolean;
  readonly responseType: MessageType<unknown>;
  readonly responseStream: boolean;
  readonly options: {
    readonly idempotencyLevel?: 'NO_SIDE_EFFECTS' | 'IDEMPOTENT';
    /** Options that ts-proto does not know, by tag (field number and wire type), as they stand in the descriptor. */
    readonly _unknownFields?: Readonly<Record<number, readonly Uint8Array[]>>;
  };
}

/** A contract: what ts-proto generates for a service, as `SampleHoldServiceDefinition`. */
export interface ContractDefinition {
  readonly name: string;
  readonly fullName: string;
  /** Its files and those they import, as a google.protobuf.FileDescriptorSet in base64: for reflection. */
  readonly descriptors?: string;
  readonly methods: Readonly<Record<string, MethodDefinition>>;
}

type MessageOf<T> = T extends MessageType<infer M> ? M : never;

/** What an RPC is asked: a message, or a stream of them. */
export type RequestOf<M extends MethodDefinition> = M['requestStream'] extends true
  ? AsyncIterable<MessageOf<M['requestType']>>
  : MessageOf<M['requestType']>;

/** What an RPC answers: a message, or a stream of them. */
export type ResponseOf<M extends MethodDefinition> = M['responseStream'] extends true
  ? AsyncIterable<MessageOf<M['responseType']>>
  : MessageOf<M['responseType']>;

/** An RPC as its service writes it: no plumbing. Throws a HansomError for a broken contract or a broken thing. */
export type Handler<Req, Res> = (request: Req, call: Call) => Res | Promise<Res>;

/**
 * An RPC that answers with a stream, as its service writes it: usually an async generator. It is asked for the next message
 * when there is room for it, and its `return` is called when the call is cancelled.
 */
export type StreamHandler<Req, Res> = (request: Req, call: Call) => AsyncIterable<Res>;

/** One handler for each RPC of a contract, under the name of its method. */
export type HandlersOf<D extends ContractDefinition> = {
  readonly [M in keyof D['methods']]: D['methods'][M]['responseStream'] extends true
    ? StreamHandler<RequestOf<D['methods'][M]>, MessageOf<D['methods'][M]['responseType']>>
    : Handler<RequestOf<D['methods'][M]>, ResponseOf<D['methods'][M]>>;
};

/**
 * One function for each RPC of a contract. It takes the call it is part of, so none is made without a deadline. A stream is
 * opened when its first message is asked for, and given up when the loop over it is left.
 */
export type ClientOf<D extends ContractDefinition> = {
  readonly [M in keyof D['methods']]: (
    request: RequestOf<D['methods'][M]>,
    call: Call,
  ) => D['methods'][M]['responseStream'] extends true
    ? ResponseOf<D['methods'][M]>
    : Promise<ResponseOf<D['methods'][M]>>;
};
