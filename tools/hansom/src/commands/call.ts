import { fromJson, type JsonValue, toBinary } from '@bufbuild/protobuf';
import { readDescriptors } from '@hansom/platform-health';
import { type Call, type ContractDefinition, type MethodDefinition } from '@hansom/platform-rpc';

import { type InstallationOptions, openOperator } from '../operator.ts';
import { loadService, UnknownName, UsageError } from '../services.ts';

interface CallOptions extends InstallationOptions {
  deadlineMs: number;
}

/** Calls an RPC of a running service; without an RPC, lists what can be called. */
export async function call(target: string, request: string, options: CallOptions): Promise<void> {
  const [service = '', rpc] = target.split('/', 2);
  const { contract } = await loadService(service);
  if (rpc === undefined) return list(service, contract);
  const [key, method] = methodOf(service, contract, rpc);
  const message = toMessage(contract, method, request);
  const answer = await send(service, contract, { key, message, options });
  print(JSON.stringify(jsonOf(method.responseType).toJSON(answer), undefined, 2));
}

function list(service: string, contract: ContractDefinition): void {
  for (const method of Object.values(contract.methods)) {
    print(
      `${service}/${method.name} '${JSON.stringify(Object.fromEntries(fieldsOf(method).map((name) => [name, '...'])))}'`,
    );
  }
}

function methodOf(service: string, contract: ContractDefinition, rpc: string): [string, MethodDefinition] {
  const found = Object.entries(contract.methods).find(
    ([, method]) => method.name.toLowerCase() === rpc.toLowerCase(),
  );
  if (found) return found;
  const known = Object.values(contract.methods).map((method) => method.name);
  throw new UnknownName(`${service} has no RPC ${JSON.stringify(rpc)}`, known);
}

/** What ts-proto generates for JSON, beside the codec. */
interface JsonMessage {
  toJSON(message: unknown): unknown;
}

function jsonOf(type: MethodDefinition['requestType']): JsonMessage {
  return type as unknown as JsonMessage; // every generated message has them
}

/** Strict, also below the first level: a misspelt name would be a field left out. */
function toMessage(contract: ContractDefinition, method: MethodDefinition, request: string): unknown {
  const json = parse(request);
  const unknown = Object.keys(json).filter((name) => !fieldsOf(method).includes(camelCase(name)));
  if (unknown.length > 0)
    throw new UnknownName(`the request has no field ${unknown.join(', ')}`, fieldsOf(method));
  const registry = readDescriptors([contract.descriptors ?? '']);
  const rpc = registry.getService(contract.fullName)?.methods.find(({ name }) => name === method.name);
  if (!rpc) throw new TypeError(`${contract.fullName} came without its descriptors`);
  try {
    return method.requestType.decode(toBinary(rpc.input, fromJson(rpc.input, json, { registry })));
  } catch (error) {
    throw new UsageError(
      `the request cannot be sent: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function parse(request: string): { [key: string]: JsonValue } {
  let json: JsonValue;
  try {
    json = JSON.parse(request) as JsonValue;
  } catch (error) {
    throw new UsageError(`the request is not JSON: ${String(error)}`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new UsageError('the request must be a JSON object');
  }
  return json;
}

/** The request's fields, as protobuf's JSON names them. */
function fieldsOf(method: MethodDefinition): string[] {
  const empty = method.requestType.decode(new Uint8Array());
  return Object.keys(empty as object);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

interface Request {
  key: string;
  message: unknown;
  options: CallOptions;
}

async function send(
  service: string,
  contract: ContractDefinition,
  { key, message, options }: Request,
): Promise<unknown> {
  const operator = await openOperator(options);
  try {
    const addresses = (await operator.instances(service)).map(({ address }) => address);
    const client: Record<string, (message: unknown, call: Call) => Promise<unknown>> = operator.client(
      contract,
      {
        service,
        addresses,
      },
    );
    return await client[key]?.(message, operator.call(options.deadlineMs));
  } finally {
    operator.close();
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
