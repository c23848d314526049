import { type Rules } from '../routes/shapes/traffic.ts';

/** Statuses of gRPC, by their number. */
const STATUSES = [
  ...['OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS'],
  ...['PERMISSION_DENIED', 'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE'],
  ...['UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED'],
];

type Fault = Rules['faults'][number];

/** What one set of rules has that another had not, a sentence each. */
export function tellDifference(before: Rules, after: Rules): string[] {
  return [...sharesChanged(before, after), ...tellLabels(before, after), ...tellFaults(before, after)];
}

function sharesChanged(before: Rules, after: Rules): string[] {
  const [old, now] = [sharesText(before), sharesText(after)];
  return old === now ? [] : [`Calls are shared ${now}; before: ${old}.`];
}

function sharesText({ shares }: Rules): string {
  if (shares.length === 0) return 'by the number of instances';
  return shares.map(({ version, share }) => `${version}: ${share}`).join(', ');
}

/** What calls that ask for a label will meet. */
export function tellLabels(before: Rules, after: Rules): string[] {
  const old = new Map(before.labels.map(({ label, version }) => [label, version]));
  const now = new Map(after.labels.map(({ label, version }) => [label, version]));
  const set = [...now].filter(([label, version]) => old.get(label) !== version);
  const gone = [...old.keys()].filter((label) => !now.has(label));
  return [
    ...set.map(([label, version]) => `Calls that ask for label ${label} go to version ${version}.`),
    ...gone.map((label) => `Label ${label} stands for no version any more.`),
  ];
}

/** What faults begin and end. */
export function tellFaults(before: Rules, after: Rules): string[] {
  const [old, now] = [before.faults.map(faultText), after.faults.map(faultText)];
  return [
    ...now.filter((text) => !old.includes(text)).map((text) => `${text}.`),
    ...old.filter((text) => !now.includes(text)).map((text) => `No more: ${text}.`),
  ];
}

export function faultText({ percent, abortCode, delayMs, header, headerValue }: Fault): string {
  const which = header ? `calls with ${header}: ${headerValue}` : 'calls';
  const what = [
    ...(delayMs ? [`wait ${delayMs} ms`] : []),
    ...(abortCode ? [`fail with ${STATUSES[abortCode] ?? abortCode}`] : []),
  ];
  return `${percent} % of ${which} ${what.join(' and ') || 'meet nothing'}`;
}
