import { type RpcNames, type ServiceNames } from './names.ts';
import { Refusal } from './refusal.ts';

/** What an RPC promises, in milliseconds. */
export interface Sla {
  readonly mean: number;
  readonly p95: number;
}

const SLA_OF_NEW: Sla = { mean: 10, p95: 40 };

/**
 * Adds an RPC and its messages to a contract; what is there stays as it is. Until somebody says more, only the service itself may
 * call it. `npm run proto` formats what comes out.
 */
export function addRpc(contract: string, { name }: ServiceNames, { rpc }: RpcNames): string {
  if (contract.includes(`rpc ${rpc}(`)) return contract;
  const end = endOfService(contract);
  const messages = [
    { message: `${rpc}Request`, comment: `What ${rpc} asks for.` },
    { message: `${rpc}Response`, comment: `What ${rpc} answers.` },
  ].filter(({ message }) => !contract.includes(`message ${message} {`));
  return [
    contract.slice(0, end),
    rpcText(rpc, name),
    contract.slice(end).trimEnd(),
    '\n',
    ...messages.map(({ message, comment }) => `\n// ${comment}\nmessage ${message} {}\n`),
  ].join('');
}

/** What an RPC of the contract promises. Throws a `Refusal` where it promises nothing. */
export function slaOf(contract: string, { rpc }: RpcNames): Sla {
  const start = contract.indexOf(`rpc ${rpc}(`);
  const [text = ''] = contract.slice(start).split('\n  }\n', 1);
  const [, mean, p95] = /mean_ms: (\d+)\s+p95_ms: (\d+)/.exec(text) ?? [];
  if (!mean || !p95) throw new Refusal(`${rpc} promises nothing: give it (hansom.options.v1.sla) first.`);
  return { mean: Number(mean), p95: Number(p95) };
}

function rpcText(rpc: string, service: string): string {
  return `  // Still to be written: refuses every request with \`${service}.unimplemented\`.
  rpc ${rpc}(${rpc}Request) returns (${rpc}Response) {
    option (hansom.options.v1.sla) = {
      mean_ms: ${SLA_OF_NEW.mean}
      p95_ms: ${SLA_OF_NEW.p95}
    };
    option (hansom.options.v1.access) = {
      only: {
        services: ["${service}"]
      }
    };
    option (hansom.options.v1.criticality) = CRITICALITY_ACCOUNT;
  }
`;
}

/** Where the closing brace of the contract's service stands: the first one at the start of a line after `service`. */
function endOfService(contract: string): number {
  const start = contract.search(/^service \w+ \{$/m);
  const end = start < 0 ? -1 : contract.indexOf('\n}', start);
  if (end < 0) throw new Refusal('The contract has no service, or is not formatted: run `npm run proto`.');
  return end + 1;
}
