/** Whether Redis said so itself, under that code. Any other error of a command leaves open whether it was done. */
export function isReply(error: unknown, code = ''): boolean {
  return error instanceof Error && error.name === 'ReplyError' && error.message.startsWith(code);
}
