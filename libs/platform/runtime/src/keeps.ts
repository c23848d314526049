import { groupTables } from '@hansom/platform-bus';
import { intentionTables } from '@hansom/platform-schedule';
import { type AggregateDefinition, type Keeps, type TableDefinition } from '@hansom/platform-store';

/** What a service says that it keeps. It can open nothing else. */
export interface ServiceKeeps {
  /** Default: regional. `global`: in every region, and what is unique is so among all of them. */
  readonly scope?: Keeps['scope'];
  readonly aggregates?: readonly AggregateDefinition[];
  readonly tables?: readonly TableDefinition[];
  /** Whether it has subscriptions that are ordered or idempotent, whose groups remember what they have handled. */
  readonly handlesEvents?: boolean;
  /** Texts of `migrations/<number>_<what>.cql`, in their order. */
  readonly migrations: readonly string[];
}

/** The same with what the platform keeps for the service: intentions of its aggregates, marks of its groups. */
export function keepsOf({ keeps }: { keeps?: ServiceKeeps }): Keeps {
  const {
    scope = 'regional',
    aggregates = [],
    tables = [],
    handlesEvents = false,
    migrations = [],
  } = keeps ?? {};
  const definitions = [
    ...aggregates.flatMap((aggregate) => [aggregate, ...intentionTables(aggregate.name)]),
    ...tables,
    ...(handlesEvents ? groupTables : []),
  ];
  return { scope, definitions, migrations };
}

/** Throws a TypeError for something that the service does not say it keeps: in an engine with a schema there is no place for it. */
export function checkKept(service: string, keeps: Keeps, names: readonly string[]): void {
  const kept = new Set(keeps.definitions.map(({ name }) => name));
  const missing = names.find((name) => !kept.has(name));
  if (missing !== undefined)
    throw new TypeError(
      `${service} does not say that it keeps ${missing}: name it in the \`keeps\` of its definition`,
    );
}
