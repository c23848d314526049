import {
  type DescEnum,
  type DescField,
  type DescFile,
  type DescMessage,
  type DescMethod,
  type DescService,
  type FileRegistry,
} from '@bufbuild/protobuf';
import { checkAccess } from './rules/access.ts';
import { checkComment } from './rules/comment.ts';
import { checkCriticality } from './rules/criticality.ts';
import { checkImports } from './rules/imports.ts';
import { checkPromise } from './rules/promise.ts';
import { checkShard } from './rules/shard.ts';
import { checkUnit } from './rules/unit.ts';

/** What is wrong with one part of a contract. */
export interface Problem {
  /** The file, or the full name of the RPC, message, field: `hansom.sample_hold.v1.SampleHoldService.Place`. */
  at: string;
  /** A sentence for the contract's author. */
  problem: string;
}

/**
 * All that is wrong with Hansom's contracts, in the order of the files: an RPC without a promise, an access rule or a
 * criticality, or sharded by what its request does not have; an import of another service; anything without a comment; a field that measures something without its unit in its name. Others'
 * contracts (Google's) are passed over. Pure.
 */
export function checkContracts(contracts: FileRegistry): Problem[] {
  return [...contracts.files].filter((file) => file.proto.package.startsWith('hansom.')).flatMap(checkFile);
}

function checkFile(file: DescFile): Problem[] {
  return [
    ...problems(`${file.name}.proto`, checkImports(file)),
    ...file.services.flatMap(checkService),
    ...file.messages.flatMap(checkMessage),
    ...file.enums.flatMap(checkEnum),
  ];
}

function checkService(service: DescService): Problem[] {
  return [
    ...problems(service.typeName, checkComment(service)),
    ...service.methods.flatMap((method) => problems(`${service.typeName}.${method.name}`, checkRpc(method))),
  ];
}

function checkRpc(method: DescMethod): string[] {
  return [
    ...checkComment(method),
    ...checkPromise(method),
    ...checkAccess(method),
    ...checkCriticality(method),
    ...checkShard(method),
  ];
}

function checkMessage(message: DescMessage): Problem[] {
  return [
    ...problems(message.typeName, checkComment(message)),
    ...message.fields.flatMap((field) => problems(`${message.typeName}.${field.name}`, checkField(field))),
    ...message.nestedMessages.flatMap(checkMessage),
    ...message.nestedEnums.flatMap(checkEnum),
  ];
}

function checkField(field: DescField): string[] {
  return [...checkComment(field), ...checkUnit({ name: field.name, type: field.scalar })];
}

function checkEnum(type: DescEnum): Problem[] {
  return [
    ...problems(type.typeName, checkComment(type)),
    ...type.values.flatMap((value) => problems(`${type.typeName}.${value.name}`, checkComment(value))),
  ];
}

function problems(at: string, found: readonly string[]): Problem[] {
  return found.map((problem) => ({ at, problem }));
}
