import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';

import { AuthServiceDefinition, Staff, StaffState } from '@hansom/proto-auth';

import { asOperator, type InstallationOptions, type Operator } from '../operator.ts';
import { UsageError } from '../services.ts';
import { signInUrl } from '../sign-in-url.ts';
import { table } from '../table.ts';

interface ListOptions extends InstallationOptions {
  json?: true;
}

interface AddOptions extends InstallationOptions {
  roles: string;
  passwordStdin?: true;
}

interface LinkOptions extends InstallationOptions {
  /** Where browsers find the console. */
  console: string;
  minutes: number;
}

const MINUTE_MS = 60_000;

/** Prints the accounts by name. */
export async function listMembers(options: ListOptions): Promise<void> {
  await asOperator(options, async (operator) => {
    const staff = await allOf(operator);
    print(options.json ? JSON.stringify(staff.map(Staff.toJSON), undefined, 2) : tableOf(staff));
  });
}

/** Makes an account. Its password is never an argument: those are read by whoever lists processes. */
export async function addMember(name: string, options: AddOptions): Promise<void> {
  const password = options.passwordStdin ? await passwordFrom(process.stdin) : '';
  await asOperator(options, async (operator) => {
    const client = await clientOf(operator);
    const request = { commandKey: randomUUID(), name, password, roles: rolesOf(options.roles) };
    const { staff } = await client.createStaff(request, operator.call());
    print(staff ? `${told(staff)}; ${howToSignIn(staff)}` : 'done');
  });
}

/** Gives an account other roles than it had. */
export async function setRoles(name: string, roles: string, options: InstallationOptions): Promise<void> {
  await asOperator(options, async (operator) => {
    const client = await clientOf(operator);
    const { staff } = await client.setStaffRoles({ name, roles: rolesOf(roles) }, operator.call());
    print(staff ? `${told(staff)}, within ten minutes of city time where they are signed in` : 'done');
  });
}

/** Closes an account for good. */
export async function closeMember(name: string, options: InstallationOptions): Promise<void> {
  await asOperator(options, async (operator) => {
    const client = await clientOf(operator);
    await client.closeStaff({ name }, operator.call());
    print(`${name} is closed: sessions that are open end within ten minutes of city time`);
  });
}

/** Prints a link that signs in to the console, once. */
export async function linkMember(name: string, options: LinkOptions): Promise<void> {
  const base = consoleAt(options.console);
  await asOperator(options, async (operator) => {
    const client = await clientOf(operator);
    const request = { name, validForMs: options.minutes * MINUTE_MS };
    const { secret } = await client.issueSignInLink(request, operator.call());
    print(signInUrl(base, secret));
  });
}

async function allOf(operator: Operator): Promise<Staff[]> {
  const client = await clientOf(operator);
  const all: Staff[] = [];
  // One page after the other: each names the next.
  for (let page = ''; ; ) {
    const answer = await client.listStaff({ page }, operator.call());
    all.push(...answer.staff);
    page = answer.nextPage;
    if (page === '') return all;
  }
}

async function clientOf(operator: Operator) {
  const addresses = (await operator.instances('auth')).map(({ address }) => address);
  return operator.client(AuthServiceDefinition, { service: 'auth', addresses });
}

function rolesOf(list: string): string[] {
  return list.split(',').map((role) => role.trim());
}

/** The first line: what a person types ends with Enter, what is piped may not. */
async function passwordFrom(input: NodeJS.ReadableStream): Promise<string> {
  const [password = ''] = (await text(input)).split(/\r?\n/);
  if (password === '') throw new UsageError('there is no password on standard input');
  return password;
}

function consoleAt(url: string): string {
  if (URL.canParse(url) && /^https?:/.test(url)) return url;
  throw new UsageError(`--console: ${JSON.stringify(url)} is not a URL, as in http://127.0.0.1:8000`);
}

function told({ name, roles }: Staff): string {
  return `${name} has ${roles.join(', ')}`;
}

function howToSignIn({ name, hasPassword }: Staff): string {
  return hasPassword ? 'they sign in by name and password' : `they sign in by ./hansom staff link ${name}`;
}

function tableOf(staff: readonly Staff[]): string {
  if (staff.length === 0) return 'no staff';
  return table(
    ['name', 'roles', 'state', 'password', 'since'],
    staff.map(({ name, roles, state, hasPassword, createdAt }) => [
      ...[name, roles.join(','), state === StaffState.CLOSED ? 'CLOSED' : 'ACTIVE'],
      ...[hasPassword ? 'yes' : 'no', createdAt?.toISOString() ?? ''],
    ]),
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
