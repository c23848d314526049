import { Refusal } from './refusal.ts';

/** Adds an RPC and its messages to a contract; one that is there stays as it is. `npm run proto` formats what comes out. */
export function addRpc(contract: string, rpc: string, callers: readonly string[]): string {
  if (new RegExp(`\\brpc ${rpc}\\(`).test(contract)) return contract;
  const end = endOfService(contract);
  const messages = ['Request', 'Response'].filter((kind) => !contract.includes(`message ${rpc}${kind} `));
  return [
    contract.slice(0, end),
    rpcText(rpc, callers),
    contract.slice(end).trimEnd(),
    '\n',
    ...messages.map(
      (kind) =>
        `\n// ${kind === 'Request' ? 'What' : 'What came of what'} ${rpc} asks for.\nmessage ${rpc}${kind} {}\n`,
    ),
  ].join('');
}

function rpcText(rpc: string, callers: readonly string[]): string {
  const services = callers.map((caller) => JSON.stringify(caller)).join(', ');
  return `  // Still to be written: answers with UNIMPLEMENTED.
  rpc ${rpc}(${rpc}Request) returns (${rpc}Response) {
    option (hansom.options.v1.sla) = {
      mean_ms: 10
      p95_ms: 40
    };
    option (hansom.options.v1.access) = {
      only: {
        services: [${services}]
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
