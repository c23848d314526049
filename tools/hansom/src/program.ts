import { Command, Option } from 'commander';

import { replayParked, showParked, skipParked } from './commands/bus.ts';
import { call } from './commands/call.ts';
import { importCity } from './commands/city.ts';
import { showCityCheck } from './commands/city-check.ts';
import { completion } from './commands/completion.ts';
import { migrateAll, newMigration, showCql, showMigrations } from './commands/db.ts';
import { generate } from './commands/new.ts';
import { forgiveRide, refundRide } from './commands/ride-money.ts';
import { endRide, showRide } from './commands/ride.ts';
import { start } from './commands/start.ts';
import { status } from './commands/status.ts';
import { setShares, showChanges, showRules } from './commands/traffic.ts';
import { addFleet } from './fleet.ts';
import {
  countIn,
  dataOption,
  riderApiOption,
  ridesOf,
  robotOptions,
  speedOption,
  trafficOption,
} from './options.ts';
import { addDriver, addStaff } from './people.ts';

const EXAMPLES = `
Examples:
  $ ./hansom start                                  a whole city with its robots, in one process
  $ ./hansom start --no-robots                      the same city, with nobody in it yet
  $ ./hansom start sample-hold sample-desk          just these two
  $ ./hansom up --replicas dispatch=2               the same city, one process a service
  $ ./hansom restart pricing                        build it again, and replace it without a call that fails
  $ ./hansom logs dispatch -f                       what it logs
  $ ./hansom call sample-desk                       what can be called there
  $ ./hansom call sample-desk/CheckIn '{"commandKey": "k1", "guestId": "anna", "placeIds": ["seat-1"]}'
  $ ./hansom status                                 who runs, how much they do, how they are
  $ ./hansom traffic share booking 20260101120000=90 20260102120000=10 --reason 'first day of the new one'
  $ ./hansom bus parked                             events that wait for somebody to decide
  $ ./hansom driver list got                        who drives there, or wants to
  $ ./hansom staff link dev                         a link that signs in to the console, once
  $ ./hansom city import gothenburg.osm.pbf --city got   other streets to drive on
  $ ./hansom ride booking_got_01m8gcfp3cep1vfc55btnexc3n   what became of a ride, and why
  $ ./hansom ride end booking_got_01m8gcfp3cep1vfc55btnexc3n --reason 'the driver left without the rider'
  $ ./hansom ride refund booking_got_01m8gcfp3cep1vfc55btnexc3n 57.00 --reason 'a detour'
  $ ./hansom city check                             whether every job, hold and amount is as it must be
  $ ./hansom db migrate                             give every service on Cassandra its present schema
  $ ./hansom new service lost-property              a new service, ready to run
  $ source <(./hansom completion bash)              completion for this shell
`;

/** The whole command line. Built anew each time, so that specs can parse with it. */
export function buildProgram(): Command {
  const program = new Command('hansom')
    .description('Runs, calls and extends the Hansom taxi platform.')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(add --help for the details)')
    .showSuggestionAfterError();
  addStart(program);
  addFleet(program);
  addCall(program);
  addStatus(program);
  addTraffic(program);
  addBus(program);
  addDriver(program);
  addStaff(program);
  addCity(program);
  addRide(program);
  addDb(program);
  addNew(program);
  program
    .command('completion')
    .description('print a completion script for your shell')
    .argument('<shell>', 'bash or zsh')
    .action((shell: string) => completion(program, shell));
  return program;
}

function addStart(program: Command): void {
  const command = program
    .command('start')
    .description('run services in one process until Ctrl-C; a whole city with its robots when none is named')
    .argument('[services...]', 'names, as in apps/<name>')
    .addOption(dataOption())
    .addOption(
      new Option('--store <engine>', 'memory forgets everything at the end; cassandra: see HANSOM_CASSANDRA')
        .choices(['embedded', 'memory', 'cassandra'])
        .env('HANSOM_STORE')
        .default('embedded'),
    )
    .addOption(speedOption())
    .addOption(
      new Option('--log-level <level>').choices(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    )
    .addOption(trafficOption())
    .option('--json', 'for machines: an object a line')
    .addOption(
      new Option('--until <what>', 'rides=<n>: stop with code 0 when so many are completed').argParser(
        ridesOf,
      ),
    )
    .option('--give-up-after <seconds>', 'stop with code 1 after so long', countIn(1, 1_000_000))
    .option('--until-ready', 'stop with code 0 as soon as every service is serving');
  robotOptions().forEach((option) => command.addOption(option));
  command.action(start);
}

function addCall(program: Command): void {
  program
    .command('call')
    .description('call an RPC of a running service and print its answer as JSON')
    .argument('<target>', '<service>/<Rpc>, or <service> alone to list its RPCs')
    .argument('[request]', 'the request as JSON, as protobuf maps it', '{}')
    .addOption(dataOption())
    .addOption(trafficOption())
    .option('--deadline-ms <ms>', 'give up after this long', Number, 5_000)
    .action(call);
}

function addStatus(program: Command): void {
  program
    .command('status')
    .description('list live instances: version, place, rates of the last minute, health')
    .argument('[service]', 'only of this one')
    .addOption(dataOption())
    .addOption(trafficOption())
    .option('--json', 'for machines')
    .action(status);
}

function addTraffic(program: Command): void {
  const command = program.command('traffic').description('see and change which version gets how many calls');
  command
    .command('rules', { isDefault: true })
    .description('print the rules')
    .addOption(dataOption())
    .addOption(trafficOption())
    .action(showRules);
  command
    .command('share')
    .description('give versions of a service their shares of its calls; none named: all alike')
    .argument('<service>', 'its name')
    .argument('[shares...]', '<version>=<share>, as in 20260101120000=90; a share of 0 drains')
    .requiredOption('--reason <text>', 'why: it is kept with the change')
    .addOption(dataOption())
    .addOption(trafficOption())
    .action(setShares);
  command
    .command('history')
    .description('print who changed what, when and why')
    .option('--limit <changes>', 'how many at most', Number, 20)
    .addOption(dataOption())
    .addOption(trafficOption())
    .action(showChanges);
}

function addBus(program: Command): void {
  const command = program.command('bus').description('see to events that a service could not handle');
  command
    .command('parked', { isDefault: true })
    .description('list the events that failed again and again, and wait for somebody to decide')
    .argument('[service]', 'only what this one could not handle')
    .addOption(dataOption())
    .addOption(trafficOption())
    .option('--json', 'for machines')
    .action(showParked);
  for (const { name, description, run } of ORDERS) {
    command
      .command(name)
      .description(description)
      .argument('<service>', 'who could not handle it')
      .argument('<event>', 'as it is listed: booking/booking/booking_got_01k.../7')
      .addOption(dataOption())
      .addOption(trafficOption())
      .action(run);
  }
}

/** What an operator may decide about a parked event. */
const ORDERS = [
  { name: 'replay', description: 'handle it again, then what waits for it', run: replayParked },
  { name: 'skip', description: 'give it up, and go on with what waits for it', run: skipParked },
] as const;

function addCity(program: Command): void {
  const command = program.command('city').description('make a city, and see whether all is well in it');
  command
    .command('import')
    .description('make the road graph of a city, on which its cars are driven')
    .argument('<file>', 'an extract of OpenStreetMap, .osm.pbf, or its ways as GeoJSON, .json')
    .option('--city <code>', 'three letters, as in city.json', 'got')
    .addOption(dataOption())
    .addOption(new Option('--roads <folder>', '<data>/roads unless given').env('HANSOM_ROADS'))
    .action(importCity);
  command
    .command('check')
    .description('see whether all holds that must: jobs, histories, money, ledger; code 1 if not')
    .argument('[city]', 'three letters, as in city.json', 'got')
    .addOption(dataOption())
    .addOption(trafficOption())
    .addOption(riderApiOption())
    .option('--json', 'for machines')
    .action(showCityCheck);
}

function addRide(program: Command): void {
  const command = program
    .command('ride')
    .description('see what became of a ride, end one that hangs, and put its money right');
  command
    .command('show', { isDefault: true })
    .description('tell its story: what happened when, offers, fare, payment, ledger, receipt')
    .argument('<booking>', 'its id, as in booking_got_01k...')
    .addOption(dataOption())
    .addOption(trafficOption())
    .action(showRide);
  command
    .command('end')
    .description('cancel it, wherever it stands, also under way: nobody pays, the driver is free')
    .argument('<booking>', 'its id, as in booking_got_01k...')
    .requiredOption('--reason <text>', 'why: rider and driver may read it')
    .addOption(dataOption())
    .addOption(trafficOption())
    .action(endRide);
  command
    .command('refund')
    .description('give money back that was taken from a card; its receipt says so')
    .argument('<booking>', 'its id, as in booking_got_01k...')
    .argument('<amount>', 'how much, in the currency of the ride, as in 57.00')
    .requiredOption('--reason <text>', 'why: rider and driver may read it')
    .addOption(dataOption())
    .addOption(trafficOption())
    .action(refundRide);
  command
    .command('forgive')
    .description('let the rider off what is owed: the company bears it, the driver keeps what he has earned')
    .argument('<booking>', 'its id, as in booking_got_01k...')
    .requiredOption('--reason <text>', 'why: rider and driver may read it')
    .addOption(dataOption())
    .addOption(trafficOption())
    .action(forgiveRide);
}

function addDb(program: Command): void {
  const command = program
    .command('db')
    .description('see and change the schemas of services on Cassandra: where it is, HANSOM_CASSANDRA says');
  for (const { name, description, run } of SCHEMAS) {
    command
      .command(name, { isDefault: name === 'status' })
      .description(description)
      .argument('[service]', 'only of this one')
      .action(run);
  }
  command
    .command('new')
    .description('write the next migration of a service: what its definitions say and its migrations do not')
    .argument('<service>', 'an existing service')
    .argument('<what>', 'what it does, snake_case: the name of the file')
    .action(newMigration);
}

const SCHEMAS = [
  { name: 'status', description: 'tell which migrations were applied', run: showMigrations },
  { name: 'migrate', description: 'apply those that are missing', run: migrateAll },
  { name: 'cql', description: 'print the CQL of what services keep', run: showCql },
] as const;

function addNew(program: Command): void {
  const command = program
    .command('new')
    .description('generate a service or an endpoint (can be run again: keeps what you changed)');
  command
    .command('service')
    .description('contract, library, app with handler and specs, registrations')
    .argument('<name>', 'kebab-case, as in lost-property')
    .option('--description <text>', 'its one duty, in a sentence')
    .option('--dry-run', 'tell what would be written')
    .action((name: string, options: Record<string, string | true>) => generate('service', [name], options));
  command
    .command('endpoint')
    .description('adds an RPC: contract, handler, spec')
    .argument('<service>', 'an existing service')
    .argument('<rpc>', 'PascalCase, as in FindNearest')
    .option('--dry-run', 'tell what would be written')
    .action((service: string, rpc: string, options: Record<string, string | true>) =>
      generate('endpoint', [service, rpc], options),
    );
}
