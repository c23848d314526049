import { type Command, Option } from 'commander';

import { decideDriver, listDrivers, showDriver } from './commands/driver.ts';
import { addMember, closeMember, linkMember, listMembers, setRoles } from './commands/staff.ts';
import { type InstallationOptions } from './operator.ts';
import { countIn, dataOption, trafficOption } from './options.ts';

/** What is done about drivers' accounts. */
export function addDriver(program: Command): void {
  const command = program.command('driver').description('see accounts of drivers, and decide about them');
  command
    .command('list')
    .description('list the accounts of a city, newest first')
    .argument('<city>', 'three letters, as in city.json')
    .option(
      '--state <state>',
      'only those that are applied, in-review, active, rejected, suspended or closed',
    )
    .addOption(dataOption())
    .addOption(trafficOption())
    .option('--json', 'for machines')
    .action(listDrivers);
  command
    .command('show')
    .description('print an account as JSON')
    .argument('<driver>', 'its id, as in driver_got_01k...')
    .addOption(dataOption())
    .addOption(trafficOption())
    .action(showDriver);
  for (const { name, description, needsReason } of DECISIONS) {
    const decision = command
      .command(name)
      .description(description)
      .argument('<driver>', 'its id, as in driver_got_01k...')
      .addOption(dataOption())
      .addOption(trafficOption())
      .action((driver: string, options: InstallationOptions) => decideDriver(name, driver, options));
    if (needsReason) decision.requiredOption('--reason <text>', 'why: the driver is told');
    if (name === 'approve') decision.addOption(seenOption());
  }
}

/** What an operator may decide about an account. */
const DECISIONS = [
  {
    name: 'approve',
    description: 'let an applicant drive, or accept the renewals of a driver, a car among them',
    needsReason: false,
  },
  {
    name: 'reject',
    description: 'turn an application down: it may be mended and handed in anew',
    needsReason: true,
  },
  { name: 'suspend', description: 'take a driver out of service, when next free', needsReason: true },
  { name: 'restore', description: 'put a suspended driver back', needsReason: false },
  { name: 'close', description: 'end an account for good', needsReason: true },
] as const;

function seenOption(): Option {
  const what = 'the version that was looked at: refused where the account has changed since';
  return new Option('--seen <version>', what).argParser(countIn(1, 2 ** 31));
}

/** What is done about accounts of those who work here. */
export function addStaff(program: Command): void {
  const command = program
    .command('staff')
    .description('see who may sign in to the console, and what they may do');
  command
    .command('list', { isDefault: true })
    .description('list the accounts, closed ones too')
    .addOption(dataOption())
    .addOption(trafficOption())
    .option('--json', 'for machines')
    .action(listMembers);
  command
    .command('add')
    .description('make an account; without a password it signs in by links')
    .argument('<name>', 'small letters and digits, as in anna')
    .requiredOption('--roles <roles>', ROLES)
    .option('--password-stdin', 'read a password from standard input')
    .addOption(dataOption())
    .addOption(trafficOption())
    .action(addMember);
  command
    .command('roles')
    .description('give an account other roles, in force within ten minutes of city time')
    .argument('<name>', 'as it is listed')
    .argument('<roles>', ROLES)
    .addOption(dataOption())
    .addOption(trafficOption())
    .action(setRoles);
  command
    .command('close')
    .description('close an account for good; its sessions end within ten minutes of city time')
    .argument('<name>', 'as it is listed')
    .addOption(dataOption())
    .addOption(trafficOption())
    .action(closeMember);
  command
    .command('link')
    .description('print a link that signs in to the console, once')
    .argument('<name>', 'as it is listed')
    .option('--minutes <minutes>', 'for so long it is good', countIn(1, 1_440), 10)
    .addOption(consoleOption())
    .addOption(dataOption())
    .addOption(trafficOption())
    .action(linkMember);
}

const ROLES = 'patterns with commas between them, as in OPS.GOT,OPS.PHONES; OPS is all';

function consoleOption(): Option {
  const port = process.env.HANSOM_CONSOLE_PORT ?? '8000';
  return new Option('--console <url>', 'where browsers find it').default(`http://127.0.0.1:${port}`);
}
