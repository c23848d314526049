import protobuf, { type Root, type Type } from 'protobufjs/light';

import contracts from '../generated/xds.json';

/** A resource as xDS carries it: `google.protobuf.Any`. */
export interface Any {
  readonly type_url: string;
  readonly value: Uint8Array;
}

let root: Root | undefined;

/** The contracts of xDS. Reading them takes 40 ms: it is done when they are first asked for. */
export function protos(): Root {
  return (root ??= protobuf.Root.fromJSON(contracts));
}

/** A message type of xDS, by its full name. */
export function typeOf(name: string): Type {
  return protos().lookupType(name);
}

/** Encodes a message, given as protobuf's JSON has it but with the field names of the contract. */
export function encode(name: string, message: object): Uint8Array {
  const type = typeOf(name);
  return type.encode(type.fromObject(message)).finish();
}

export function anyOf(name: string, message: object): Any {
  return { type_url: `type.googleapis.com/${name}`, value: encode(name, message) };
}
