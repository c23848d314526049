/** Words that CQL wants in quotes where they are names (Cassandra 5, `ReservedKeywords`). */
const RESERVED = new Set(
  `add allow alter and apply asc authorize batch begin by columnfamily create default delete desc describe drop entries
  execute from full grant if in index infinity insert into is keyspace limit materialized mbean mbeans modify nan
  norecursive not null of on or order primary rename replace revoke schema select set table to token truncate unlogged
  unset update use using view where with`.split(/\s+/),
);

/** A snake_case name as CQL wants it. */
export function identifier(name: string): string {
  return RESERVED.has(name) ? `"${name}"` : name;
}

export function identifiers(names: readonly string[]): string {
  return names.map(identifier).join(', ');
}

/** Which keyspace belongs to a service: `sample-hold` has `hansom_sample_hold`, or `hansom_sample_hold_eu` where regions have their own. */
export function keyspaceOf(prefix: string, service: string, region?: string): string {
  const name = region === undefined ? service : `${service}_${region}`;
  return (prefix + name).replace(/\W/g, '_').toLowerCase();
}
