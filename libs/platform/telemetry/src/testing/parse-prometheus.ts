/** What a scrape tells. */
export interface Scrape {
  /** By name and sorted labels, as in `up{a="1",b="2"}`; undefined when it is missing. */
  value(series: string): number | undefined;
  /** By name of the metric. */
  readonly types: ReadonlyMap<string, string>;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
const HELP = new RegExp(`^# HELP (${NAME}) (?:[^\\\\]|\\\\[\\\\n])*$`);
const TYPE = new RegExp(`^# TYPE (${NAME}) (counter|gauge|histogram)$`);
const SAMPLE = new RegExp(
  `^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)\\})? (\\+Inf|-?[0-9.]+(?:e[+-]?[0-9]+)?)$`,
);

/**
 * Reads Prometheus text 0.0.4, and throws at the first thing that is not: a line of no kind, a sample before its type or of
 * another metric, a series twice.
 */
export function parsePrometheus(text: string): Scrape {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const types = new Map<string, string>();
  const values = new Map<string, number>();
  let current = '';
  for (const line of text.split('\n').filter((each) => each !== '' && !HELP.test(each))) {
    const type = TYPE.exec(line);
    if (type) [current] = addType(types, type);
    else addSample(values, { current, type: types.get(current), sample: SAMPLE.exec(line) ?? fail(line) });
  }
  return { types, value: (series) => values.get(series) };
}

function addType(types: Map<string, string>, [line, name = '', type = '']: RegExpExecArray): [string] {
  if (types.has(name)) fail(line);
  types.set(name, type);
  return [name];
}

function addSample(
  values: Map<string, number>,
  { current, type, sample }: { current: string; type: string | undefined; sample: RegExpExecArray },
): void {
  const [line, name = '', labels = '', value] = sample;
  const parts = type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => current + end) : [current];
  if (!parts.includes(name)) fail(line);
  const sorted = [...labels.matchAll(new RegExp(LABEL, 'g'))].map(([label]) => label).toSorted();
  const series = sorted.length > 0 ? `${name}{${sorted.join(',')}}` : name;
  if (values.has(series)) fail(line);
  if (type === 'histogram' && Number(value) < 0) fail(line);
  values.set(series, Number(value));
}

function fail(line: string): never {
  throw new Error(`not Prometheus text: ${line}`);
}
