import protobuf, { type Root, type Type } from 'protobufjs/light';

import protos from '../generated/xds.json';

/** A resource as xDS carries it: `google.protobuf.Any`. */
export interface Any {
  readonly type_url: string;
  readonly value: Uint8Array;
}

let root: Root | undefined;

/** A message type of xDS, by its full name. Reading the contracts takes 40 ms: it is done when the first is asked for. */
export function typeOf(name: string): Type {
  root ??= protobuf.Root.fromJSON(protos);
  return root.lookupType(name);
}

/** Encodes a message, given as protobuf's JSON has it but with the field names of the contract. */
export function encode(name: string, message: object): Uint8Array {
  const type = typeOf(name);
  return type.encode(type.fromObject(message)).finish();
}

export function anyOf(name: string, message: object): Any {
  return { type_url: `type.googleapis.com/${name}`, value: encode(name, message) };
}
