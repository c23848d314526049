import { addRpc, slaOf } from './contract.ts';
import { rpcNames, serviceNames } from './names.ts';

const CONTRACT = `syntax = "proto3";

// Finds again.
service LostPropertyService {
  // Shows that a call comes through.
  rpc Ping(PingRequest) returns (PingResponse) {
    option (hansom.options.v1.sla) = {
      mean_ms: 5
      p95_ms: 20
    };
  }
}

// What to send back.
message PingRequest {}
`;
const service = serviceNames('lost-property');
const report = rpcNames('Report');

describe('addRpc', () => {
  it('adds the RPC at the end of the service, and its messages at the end of the file', () => {
    const contract = addRpc(CONTRACT, service, report);

    expect(contract.startsWith(CONTRACT.slice(0, CONTRACT.indexOf('\n}\n\n//')))).toBe(true);
    expect(contract).toMatch(
      /\n {2}\}\n {2}\/\/ Still.*\n {2}rpc Report\(ReportRequest\) returns \(ReportResponse\) \{/,
    );
    expect(contract).toMatch(
      /\n\/\/ [^\n]+\nmessage ReportRequest \{\}\n\n\/\/ [^\n]+\nmessage ReportResponse \{\}\n$/,
    );
  });

  it('lets only the service itself call it, until somebody says more', () => {
    const contract = addRpc(CONTRACT, service, report);

    expect(contract).toContain('services: ["lost-property"]');
  });

  it('leaves a contract that has the RPC as it is', () => {
    expect(addRpc(CONTRACT, service, rpcNames('Ping'))).toBe(CONTRACT);
  });

  it('tells an RPC from one whose name begins alike', () => {
    expect(addRpc(CONTRACT, service, rpcNames('Pin'))).toContain('rpc Pin(PinRequest)');
  });

  it('keeps a message that somebody wrote already', () => {
    const begun = `${CONTRACT}\n// What was lost.\nmessage ReportRequest {\n  // What.\n  string item = 1;\n}\n`;

    const contract = addRpc(begun, service, report);

    expect(contract.match(/message ReportRequest /g)).toHaveLength(1);
    expect(contract).toContain('message ReportResponse {}');
  });

  it.each([['syntax = "proto3";\n'], ['service A { rpc B(C) returns (D); }\n']])(
    'refuses a contract in which it finds no service: %j',
    (contract) => {
      expect(() => addRpc(contract, service, report)).toThrow('npm run proto');
    },
  );
});

describe('slaOf', () => {
  it('reads what each RPC promises', () => {
    const contract = addRpc(CONTRACT, service, report);

    expect(slaOf(contract, rpcNames('Ping'))).toEqual({ mean: 5, p95: 20 });
    expect(slaOf(contract, report)).toEqual({ mean: 10, p95: 40 });
  });

  it('does not take the promise of the next RPC for one that promises nothing', () => {
    const contract = CONTRACT.replace(
      '  // Shows',
      '  rpc Look(LookRequest) returns (LookResponse) {\n  }\n  // Shows',
    );

    expect(() => slaOf(contract, rpcNames('Look'))).toThrow('Look promises nothing');
  });
});
