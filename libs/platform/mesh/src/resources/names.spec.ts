import fc from 'fast-check';

import { groupOf, nameOf } from './names.ts';

const service = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const version = fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/);
const instance = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);

describe('the name of a group', () => {
  it('is read back as that group', () => {
    const groups = fc.oneof(
      fc.record({ service }),
      fc.record({ service, version }),
      fc.record({ service, label: version }),
      fc.record({ service, instance }),
    );
    fc.assert(
      fc.property(groups, (group) => {
        expect(groupOf(nameOf(group))).toEqual(group);
      }),
    );
  });

  it('may be any text, and is read in one way', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(nameOf(groupOf(name))).toBe(name);
      }),
    );
  });
});
