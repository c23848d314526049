import { FakeTime } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { type CreateStaffRequest } from '@hansom/proto-auth';

import { type Operator } from '../operator.ts';
import { type ConsoleState, linkConsole } from './console-link.ts';

const ADDRESS = 'http://127.0.0.1:8000';
const LINKED = { state: 'linked', address: ADDRESS, link: `${ADDRESS}/sign-in/link#s3cret` };

const failure = (code: string, kind: 'unavailable' | 'already_exists' | 'failed_precondition') =>
  new HansomError(kind, code, { description: 'no' });

/** An installation of which no more is used than this. */
function anInstallation({ isDevelopment = true } = {}) {
  const made: CreateStaffRequest[] = [];
  const auth = {
    createStaff: jest.fn((request: CreateStaffRequest) => Promise.resolve({ staff: made.push(request) })),
    issueSignInLink: jest.fn(() => Promise.resolve({ secret: 's3cret' })),
  };
  const close = jest.fn();
  const operator = { isDevelopment, client: () => auth, call: () => ({}), close } as unknown as Operator;
  const time = new FakeTime();
  const told: ConsoleState[] = [];
  const stopping = new AbortController();
  const link = () =>
    linkConsole(
      {
        ...{ operator: () => Promise.resolve(operator), timers: time.timers, signal: stopping.signal },
        ...{ auth: '127.0.0.1:1', address: ADDRESS },
      },
      (state) => told.push(state),
    );
  return { auth, close, link, made, stopping, time, told };
}

describe('linkConsole', () => {
  it('makes the developer, by a command that is the same with every start, and tells the link', async () => {
    const { link, made, told, close } = anInstallation();

    await link();

    expect(made).toEqual([{ commandKey: 'hansom start', name: 'dev', password: '', roles: ['OPS'] }]);
    expect(told).toEqual([LINKED]);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('says once that it waits for auth, and goes on until that answers', async () => {
    const { auth, link, time, told } = anInstallation();
    for (let i = 0; i < 3; i++)
      auth.createStaff.mockRejectedValueOnce(failure('auth.unavailable', 'unavailable'));

    const linking = link();
    await time.advance(1_500);
    await linking;

    expect(told).toEqual([{ state: 'waits', address: ADDRESS }, LINKED]);
  });

  it('leaves an account of that name as somebody has made it', async () => {
    const { auth, link, told } = anInstallation();
    auth.createStaff.mockRejectedValueOnce(failure('auth.name_taken', 'already_exists'));

    await link();

    expect(told).toEqual([LINKED]);
  });

  it('tells why there is no link, and does not fail', async () => {
    const { auth, link, told } = anInstallation();
    auth.issueSignInLink.mockRejectedValueOnce(failure('auth.staff_closed', 'failed_precondition'));

    await link();

    expect(told).toEqual([{ state: 'unlinked', address: ADDRESS, reason: 'auth.staff_closed: no' }]);
  });

  it('makes nobody where the authority is not that of development', async () => {
    const { link, made, told } = anInstallation({ isDevelopment: false });

    await link();

    expect(made).toEqual([]);
    expect(told).toMatchObject([{ state: 'unlinked', reason: expect.stringContaining('no development') }]);
  });

  it('tells nothing more once the run ends', async () => {
    const { auth, link, stopping, told } = anInstallation();
    auth.createStaff.mockRejectedValue(failure('auth.unavailable', 'unavailable'));

    const linking = link();
    stopping.abort();
    await linking;

    expect(told).toEqual([]);
  });
});
