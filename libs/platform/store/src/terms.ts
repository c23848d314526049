import { text } from './columns.ts';
import { table } from './definitions.ts';
import { type PlainTable } from './open-table.ts';

/** Where things are found by how a word that belongs to them begins: a name, a phone, a plate. */
export function termTable(name: string) {
  return table({
    name,
    partition: { scope: text(), start: text() },
    clustering: { term: text(), id: text() },
    columns: {},
  });
}

export type TermTable = PlainTable<ReturnType<typeof termTable>>;

/** A city, or whatever divides those that are looked for: things of another scope are not found. Not empty. */
interface Scope {
  readonly scope: string;
}

/** What is to be found, or was: its id, and texts whose words belong to it. */
interface Thing extends Scope {
  readonly id: string;
  readonly texts: readonly string[];
}

/** What is wanted, and how many of that at the most. */
interface Wanted extends Scope {
  readonly text: string;
  readonly limit: number;
}

/** Things by the words that belong to them. Rows are written before what they tell of is, and taken back after it has changed. */
export interface Terms {
  /** Writes down that `id` is to be found by the words of these texts. */
  note(thing: Thing): Promise<void>;
  /**
   * Takes back the words of texts that the thing had, or was to have, but for those that it has: `now` reads its present texts. To be called after
   * it was written, or was not. A crash before that is harmless: what is found is judged.
   */
  forget(thing: Thing, now: () => Promise<readonly string[]>): Promise<void>;
  /**
   * What `judge` makes of those that may be meant, in the order of their words. It reads a thing as it is now and takes it by `isMeant`, since a
   * row may tell of a former word. Looked up is the longest word, in its first 500 rows. A text without a word of two characters, or a number
   * of eight digits, finds nothing.
   */
  find<T>(wanted: Wanted, judge: (id: string) => Promise<T | undefined>): Promise<T[]>;
}

/** So many rows lie together as have these first characters; digits of a phone tell little before the eighth. */
const START = { word: 2, number: 8 };
const NUMBER = /^\d+$/;
const PHONE = /^\+?[\d\s()./-]+$/;

/** Rows that are looked at for one question, and those that are judged at the same time. */
const MOST_ROWS = 500;
const AT_ONCE = 50;

export function termsIn(rows: TermTable): Terms {
  return { note, forget, find };

  async function note({ scope, id, texts }: Thing): Promise<void> {
    await Promise.all(termsOf(texts).map((term) => rows.put({ scope, start: startOf(term), term, id })));
  }

  async function forget({ scope, id, texts }: Thing, now: () => Promise<readonly string[]>): Promise<void> {
    const kept = termsOf(await now());
    const gone = termsOf(texts).filter((term) => !kept.includes(term));
    await Promise.all(gone.map((term) => rows.delete({ scope, start: startOf(term), term, id })));
    // Two changes at the same time may take back each other's words. Each ends by noting the present ones, so the last one sets it right.
    await note({ scope, id, texts: await now() });
  }

  async function find<T>(
    { scope, text: wanted, limit }: Wanted,
    judge: (id: string) => Promise<T | undefined>,
  ): Promise<T[]> {
    const term = lookedUp(wanted);
    const found: T[] = [];
    const seen = new Set<string>();
    for await (const ids of term === undefined ? [] : begunBy(scope, term)) {
      const fresh = [...new Set(ids)].filter((id) => !seen.has(id));
      for (const id of fresh) seen.add(id);
      for (const one of await Promise.all(fresh.map(judge))) if (one !== undefined) found.push(one);
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  }

  /** Ids of rows whose term begins so, page by page. */
  async function* begunBy(scope: string, term: string): AsyncGenerator<string[]> {
    const query = { partition: { scope, start: startOf(term) }, from: { term }, limit: AT_ONCE };
    let page: string | undefined;
    let looked = 0;
    do {
      const read = await rows.range({ ...query, page });
      const ids = read.rows.filter((row) => row.term.startsWith(term)).map(({ id }) => id);
      yield ids;
      looked += read.rows.length;
      page = ids.length < read.rows.length ? undefined : read.next;
    } while (page !== undefined && looked < MOST_ROWS);
  }
}

/** The words by which something can be found. */
function termsOf(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap(wordsOf))].filter((term) => term.length >= START.word);
}

/** The word that tells most: many have the same first name, and fewer begin like a longer word. */
function lookedUp(wanted: string): string | undefined {
  const words = wordsOf(wanted).filter(
    (word) => word.length >= (NUMBER.test(word) ? START.number : START.word),
  );
  return words.toSorted((a, b) => b.length - a.length)[0];
}

/** Whether something with these texts is meant by `wanted`: each word of it begins one of theirs, or is one of those that must be known whole. */
export function isMeant(wanted: string, texts: readonly string[], whole: readonly string[] = []): boolean {
  const own = texts.flatMap(wordsOf);
  const known = whole.flatMap(wordsOf);
  const words = wordsOf(wanted);
  const isOne = (word: string) => known.includes(word) || own.some((term) => term.startsWith(word));
  return words.length > 0 && words.every(isOne);
}

/** Words in small letters without accents; a phone is one word, its digits with the country's code. */
function wordsOf(given: string): string[] {
  if (PHONE.test(given))
    return [given.replace(/\D/g, '').replace(/^00/, '')].filter((digits) => digits !== '');
  const plain = given.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Half a character is no text: a start that ends in one is shorter. */
function startOf(term: string): string {
  return term.slice(0, NUMBER.test(term) ? START.number : START.word).replace(/\p{Surrogate}$/u, '');
}
