/** What was asked for cannot be made. The message says why, and the rule; nothing has been written. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
