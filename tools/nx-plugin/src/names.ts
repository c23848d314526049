import { Refusal } from './refusal.ts';

const KEBAB = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;
const PASCAL = /^([A-Z][a-z0-9]+)+$/;
const KEYSPACE_PREFIX = 'hansom_';
/** Cassandra's limit for the name of a keyspace. */
const LONGEST_KEYSPACE = 48;

const RESERVED: Readonly<Record<string, string>> = {
  base: 'names the lowest layer of the configuration',
  dev: 'names a layer of the configuration',
  local: 'names a layer of the configuration',
  common: 'names the messages that all contracts share',
  options: 'names the options of methods',
  platform: 'names the contracts of the platform itself',
};

const WORDS_OF_TYPESCRIPT = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** What the template of service.ts names itself. */
const TAKEN_IN_SERVICE = ['config', 'settings', 'ping'];

/** The forms of a service's name: of `lost-property` they are, in this order. */
export interface ServiceNames {
  /** `lost-property` */
  readonly name: string;
  /** `lost_property` */
  readonly snake: string;
  /** `LostProperty` */
  readonly pascal: string;
  /** `lostProperty`: what service.ts exports. */
  readonly variable: string;
  /** `apps/lost-property` */
  readonly app: string;
  /** `proto/hansom/lost_property/v1/lost_property.proto` */
  readonly contract: string;
}

/** The forms of an RPC's name: of `FindNearest` they are, in this order. */
export interface RpcNames {
  /** `FindNearest` */
  readonly rpc: string;
  /** `findNearest`: handler, and key in the contract's definition. */
  readonly handler: string;
  /** `find-nearest` */
  readonly file: string;
}

/** Throws a `Refusal` with the rule that the name breaks. */
export function serviceNames(name: string): ServiceNames {
  const problem = problemOfService(name);
  if (problem) throw new Refusal(`A service cannot be called ${JSON.stringify(name)}: ${problem}.`);
  const camel = camelOf(name);
  const snake = name.replaceAll('-', '_');
  return {
    name,
    snake,
    pascal: capitalised(camel),
    variable: TAKEN_IN_SERVICE.includes(camel) ? `${camel}Service` : camel,
    app: `apps/${name}`,
    contract: `proto/hansom/${snake}/v1/${snake}.proto`,
  };
}

/** Throws a `Refusal` with the rule that the name breaks. */
export function rpcNames(rpc: string): RpcNames {
  const handler = rpc.charAt(0).toLowerCase() + rpc.slice(1);
  const problem = problemOfRpc(rpc, handler);
  if (problem) throw new Refusal(`An RPC cannot be called ${JSON.stringify(rpc)}: ${problem}.`);
  return { rpc, handler, file: handler.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) };
}

function problemOfService(name: string): string | undefined {
  if (!KEBAB.test(name))
    return 'its name is kebab-case, as in lost-property, and each part begins with a letter';
  const reserved = RESERVED[name];
  if (reserved) return `the word ${reserved}`;
  if (name.endsWith('-service')) return `leave out "-service", which everything here is`;
  if (WORDS_OF_TYPESCRIPT.has(camelOf(name))) return 'it is a word of TypeScript';
  const longest = LONGEST_KEYSPACE - KEYSPACE_PREFIX.length;
  if (name.length <= longest) return undefined;
  return `it has ${name.length} letters, and the name of its keyspace, ${KEYSPACE_PREFIX}<service>, leaves ${longest}`;
}

function problemOfRpc(rpc: string, handler: string): string | undefined {
  if (!PASCAL.test(rpc))
    return 'its name is PascalCase, as in Report or FindNearest, with no word of one letter';
  if (WORDS_OF_TYPESCRIPT.has(handler))
    return `its handler would be ${handler}, a word of TypeScript: say what it is done to, as in ${rpc}Place`;
  return undefined;
}

function camelOf(kebab: string): string {
  return kebab.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
