import { type Command, Option } from 'commander';

import { down, restart, scale } from './commands/fleet-orders.ts';
import { logs } from './commands/logs.ts';
import { up } from './commands/up.ts';
import { countIn, dataOption, robotOptions, speedOption, trafficOption } from './options.ts';

/** One process a service: run them, and see to them. */
export function addFleet(program: Command): void {
  addUp(program);
  program
    .command('down')
    .description('end all that `up` runs, in order, or what is left of it')
    .addOption(dataOption())
    .action(down);
  program
    .command('restart')
    .description(
      'build again what has changed, and replace instances one after the other, without a call that fails',
    )
    .argument('[services...]', 'those of these services; all when none is named')
    .addOption(dataOption())
    .action(restart);
  program
    .command('scale')
    .description('run more or fewer instances of a service')
    .argument(
      '<scale>',
      '<service>=<count>, as in dispatch=2; of a bundle that was added: booking@<version>=0',
    )
    .addOption(dataOption())
    .action(scale);
  program
    .command('logs')
    .description('print what services have logged')
    .argument('[service]', 'only this one')
    .option('-f, --follow', 'and what they log from now on')
    .option('-n, --lines <lines>', 'so many of the last', countIn(1, 100_000), 40)
    .addOption(dataOption())
    .option('--json', 'as they are written')
    .action(logs);
}

function addUp(program: Command): void {
  const command = program
    .command('up')
    .description('run one process a service until Ctrl-C; a whole city with its robots when none is named')
    .argument('[services...]', 'names, as in apps/<name>')
    .addOption(dataOption())
    .option(
      '--stores <stores>',
      'local: Redis and Cassandra as processes of this machine; embedded: files, and Redis as a process where it is installed; or addresses: cassandra=ip:port,redis=redis://ip:port',
      'local',
    )
    .option('--replicas <counts>', 'instances of services, as in dispatch=2,geosearch=3; else one each')
    .addOption(
      new Option('--add <release>', '<service>@<bundle>: to what is up, beside the others of that service'),
    )
    .addOption(speedOption())
    .addOption(
      new Option('--log-level <level>').choices(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    )
    .addOption(trafficOption())
    .option('--logs', 'print what they log instead of a table')
    .option('--json', 'for machines: an object a line')
    .option('--until-ready', 'stop with code 0 as soon as every service is serving');
  robotOptions().forEach((option) => command.addOption(option));
  command.action(up);
}
