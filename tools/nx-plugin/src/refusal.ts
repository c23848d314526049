/** What was asked for cannot be made. The message says why, and the rule. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
