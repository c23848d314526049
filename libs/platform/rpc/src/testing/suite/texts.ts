import { type Text } from '../echo-contract.ts';

/** Reads a stream to its end, into `texts`. */
export async function textsOf(stream: AsyncIterable<Text>, texts: string[] = []): Promise<string[]> {
  for await (const { text } of stream) texts.push(text);
  return texts;
}

/** A stream that is read, and left, step by step. */
export async function* iteratorOf(stream: AsyncIterable<Text>): AsyncGenerator<Text, void> {
  yield* stream;
}
