import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkContracts } from './check-contracts.ts';
import { compileContracts } from './compile-contracts.ts';

const ROOT = resolve(__dirname, '../../../..');

describe('the contracts of this workspace', () => {
  const contracts = compileContracts(ROOT);

  it('have promises, access rules, comments and units', () => {
    expect(checkContracts(contracts)).toEqual([]);
  });

  it('are all walked', () => {
    const walked = new Set([...contracts.files].map((file) => file.proto.package.split('.')[1]));

    expect(readdirSync(`${ROOT}/proto/hansom`).filter((folder) => !walked.has(folder))).toEqual([]);
  });
});
