const COMPLAINT = /error|exception|fatal|fail|cannot|unable|no space/i;

/** The line of a log that says best why a server did not start: the last that complains and is no stack frame, else the last. */
export function complaintIn(log: string): string {
  const lines = log.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '' && !/^(at |\.\.\. \d+ )/.test(line));
  return said.findLast((line) => COMPLAINT.test(line)) ?? said.at(-1) ?? 'it does not say why';
}
