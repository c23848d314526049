import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkContracts, type Problem } from './check-contracts.ts';
import { compileContracts } from './compile-contracts.ts';

const PROTO = resolve(__dirname, '../../../../proto');

const SLA = 'option (hansom.options.v1.sla) = {mean_ms: 10 p95_ms: 40};';
const OPEN = 'option (hansom.options.v1.access) = {open: {}};';
const CRITICALITY = 'option (hansom.options.v1.criticality) = CRITICALITY_LIVE;';

describe('checkContracts', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hansom-contracts-'));
    cpSync(join(PROTO, 'hansom/options'), join(folder, 'hansom/options'), { recursive: true });
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** The problems of a contract with these declarations. */
  function check(declarations: string, packageName = 'hansom.bad.v1'): Problem[] {
    const imports = 'import "google/protobuf/timestamp.proto";\nimport "hansom/options/v1/options.proto";';
    const text = `syntax = "proto3";\npackage ${packageName};\n${imports}\n${declarations}`;
    mkdirSync(join(folder, 'hansom/bad/v1'), { recursive: true });
    writeFileSync(join(folder, 'hansom/bad/v1/bad.proto'), text);
    return checkContracts(compileContracts(folder));
  }

  /** The problems of an RPC with these options. Its request has a string `city` and a number `floor`. */
  function checkRpc(options: string): string[] {
    const found = check(`
      // Commented.
      service BadService {
        // Commented.
        rpc Do(DoRequest) returns (DoResponse) { ${options} }
      }
      // Commented.
      message DoRequest {
        // Commented.
        string city = 1;
        // Commented.
        uint32 floor = 2;
      }
      // Commented.
      message DoResponse {}`);
    expect(found.map(({ at }) => at)).toEqual(found.map(() => 'hansom.bad.v1.BadService.Do'));
    return found.map(({ problem }) => problem);
  }

  it('finds nothing wrong with an RPC that declares everything', () => {
    expect(checkRpc(`${SLA} ${OPEN} ${CRITICALITY}`)).toEqual([]);
  });

  it.each([
    ['no promise', ''],
    ['a promise without a mean', 'option (hansom.options.v1.sla) = {p95_ms: 40};'],
    ['a 95th percentile below the mean', 'option (hansom.options.v1.sla) = {mean_ms: 40 p95_ms: 10};'],
  ])('finds %s', (_what, promise) => {
    expect(checkRpc(`${promise} ${OPEN} ${CRITICALITY}`)).toEqual([expect.stringMatching(/promise/)]);
  });

  it.each([
    ['no access rule', '', /has no access rule/],
    ['an access rule that says nothing', '{}', /has no access rule/],
    ['an access rule that names nobody', '{only: {}}', /names nobody/],
    [
      'a service that cannot be',
      '{only: {services: ["Sample_Desk"]}}',
      /Sample_Desk, which names no service/,
    ],
    ['a pattern for a role', '{only: {roles: ["ADMIN.*"]}}', /no concrete role/],
    ['a city without a role', '{only: {services: ["desk"] city_field: "city"}}', /city_field without roles/],
    ['a city that is no field', '{only: {roles: ["ADMIN"] city_field: "town"}}', /city_field town/],
    ['a city that is no string', '{only: {roles: ["ADMIN"] city_field: "floor"}}', /city_field floor/],
  ])('finds %s', (_what, rule, problem) => {
    const access = rule && `option (hansom.options.v1.access) = ${rule};`;

    expect(checkRpc(`${SLA} ${access} ${CRITICALITY}`)).toEqual([expect.stringMatching(problem)]);
  });

  it('accepts services together with roles that are held by city', () => {
    const access =
      'option (hansom.options.v1.access) = {only: {services: ["desk"] roles: ["ADMIN.DRIVER"] city_field: "city"}};';

    expect(checkRpc(`${SLA} ${access} ${CRITICALITY}`)).toEqual([]);
  });

  it.each([
    ['no criticality', ''],
    ['an unspecified one', 'option (hansom.options.v1.criticality) = CRITICALITY_UNSPECIFIED;'],
  ])('finds %s', (_what, criticality) => {
    expect(checkRpc(`${SLA} ${OPEN} ${criticality}`)).toEqual([expect.stringMatching(/how critical/)]);
  });

  it.each([
    ['a field that is not there', 'town'],
    ['a field that is no string', 'floor'],
    ['no field', ''],
  ])('finds a shard that names %s', (_what, field) => {
    const shard = `option (hansom.options.v1.shard) = {city_field: "${field}"};`;

    expect(checkRpc(`${SLA} ${OPEN} ${CRITICALITY} ${shard}`)).toEqual([
      `is sharded by ${field || 'nothing'}, which is no string field of DoRequest`,
    ]);
  });

  it('accepts a shard by a string field', () => {
    const shard = 'option (hansom.options.v1.shard) = {city_field: "city"};';

    expect(checkRpc(`${SLA} ${OPEN} ${CRITICALITY} ${shard}`)).toEqual([]);
  });

  it('finds a shard of a stream of requests, which names no one city', () => {
    const problems = check(`
      // Commented.
      service BadService {
        // Commented.
        rpc Do(stream DoRequest) returns (stream DoResponse) {
          ${SLA} ${OPEN} ${CRITICALITY}
          option (hansom.options.v1.shard) = {city_field: "city"};
        }
      }
      // Commented.
      message DoRequest {
        // Commented.
        string city = 1;
      }
      // Commented.
      message DoResponse {}`);

    expect(problems).toMatchObject([{ problem: 'is sharded, but a stream of requests names no one city' }]);
  });

  it('finds whatever has no comment', () => {
    const problems = check(`
      service BadService {
        rpc Do(DoRequest) returns (DoResponse) { ${SLA} ${OPEN} ${CRITICALITY} }
      }
      message DoRequest {
        map<string, string> labels = 1;
        message Inner { string name = 1; }
        enum Kind { KIND_UNSPECIFIED = 0; }
      }
      //
      message DoResponse {}
      // Commented.
      message Fine {}
      enum Mood { MOOD_UNSPECIFIED = 0; }`);

    expect(problems).toEqual(
      [
        'BadService',
        'BadService.Do',
        'DoRequest',
        'DoRequest.labels',
        'DoRequest.Inner',
        'DoRequest.Inner.name',
        'DoRequest.Kind',
        'DoRequest.Kind.KIND_UNSPECIFIED',
        'DoResponse',
        'Mood',
        'Mood.MOOD_UNSPECIFIED',
      ].map((name) => ({ at: `hansom.bad.v1.${name}`, problem: 'has no comment' })),
    );
  });

  it('finds measures without a unit, also in lists, maps and nested messages', () => {
    const problems = check(`
      // Commented.
      message Trip {
        // Commented.
        uint32 distance = 1;
        // Commented.
        repeated int64 fares = 2;
        // Commented.
        map<string, double> delays = 3;
        // Commented.
        google.protobuf.Timestamp expires_at = 4;
        // Commented.
        Inner duration = 5;
        // Commented.
        message Inner {
          // Commented.
          float speed = 1;
        }
      }`);

    expect(problems.map(({ at }) => at)).toEqual(
      ['Trip.distance', 'Trip.fares', 'Trip.delays', 'Trip.Inner.speed'].map(
        (name) => `hansom.bad.v1.${name}`,
      ),
    );
  });

  it('finds an import of another service', () => {
    mkdirSync(join(folder, 'hansom/other/v1'), { recursive: true });
    writeFileSync(join(folder, 'hansom/other/v1/other.proto'), 'syntax = "proto3"; package hansom.other.v1;');

    expect(check('import "hansom/other/v1/other.proto";')).toEqual([
      {
        at: 'hansom/bad/v1/bad.proto',
        problem: expect.stringContaining('imports hansom/other/v1/other.proto'),
      },
    ]);
  });

  it('passes over contracts that are not ours', () => {
    expect(check('message Theirs { uint32 distance = 1; }', 'google.bad')).toEqual([]);
  });

  it('says what buf says where a contract does not compile', () => {
    expect(() => check('message {}')).toThrow(/do not compile:\n.*bad\.proto/s);
  });
});
