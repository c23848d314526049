import { Readable } from 'node:stream';

import { addMember, linkMember } from './staff.ts';

const NOWHERE = { data: '/nowhere', traffic: [] };

describe('hansom staff', () => {
  it('tells in a line what is no address of a console, before it asks anybody', async () => {
    const asked = linkMember('anna', { ...NOWHERE, console: 'localhost:8000', minutes: 10 });

    await expect(asked).rejects.toMatchObject({
      name: 'UsageError',
      message: '--console: "localhost:8000" is not a URL, as in http://127.0.0.1:8000',
    });
  });

  it('makes no account without the password that was to come', async () => {
    const typed = Readable.from(['\n']) as typeof process.stdin; // it is a stream, of which no more is used
    jest.spyOn(process, 'stdin', 'get').mockReturnValue(typed);

    const asked = addMember('anna', { ...NOWHERE, roles: 'OPS', passwordStdin: true });

    await expect(asked).rejects.toThrow('there is no password on standard input');
  });
});
