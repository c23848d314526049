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

/** Things by the words that belong to them. Rows are written before what they tell of is, and none is taken back. */
export interface Terms {
  /** Writes down that `id` is to be found by the words of these texts. */
  note(thing: Scope & { id: string; texts: readonly string[] }): Promise<void>;
  /**
   * Ids of those that may be meant, in the order of their words: the words of some may be former ones, so what is found is to be judged by
   * `isMeant`. A text without a word of two characters, or a number of eight digits, finds nothing.
   */
  find(wanted: Scope & { text: string; limit: number }): Promise<string[]>;
}

/** So many rows lie together as have these first characters; digits of a phone tell little before the eighth. */
const START = { word: 2, number: 8 };
const NUMBER = /^\d+$/;
const PHONE = /^\+?[\d\s()./-]+$/;

export function termsIn(rows: TermTable): Terms {
  return {
    note: async ({ scope, id, texts }) => {
      const words = [...new Set(texts.flatMap(wordsOf))].filter((term) => term.length >= START.word);
      await Promise.all(words.map((term) => rows.put({ scope, start: startOf(term), term, id })));
    },
    find: async ({ scope, text: wanted, limit }) => {
      const term = wordsOf(wanted).find(
        (word) => word.length >= (NUMBER.test(word) ? START.number : START.word),
      );
      if (term === undefined) return [];
      const query = { partition: { scope, start: startOf(term) }, from: { term }, limit };
      const found = (await rows.range(query)).rows.filter((row) => row.term.startsWith(term));
      return [...new Set(found.map(({ id }) => id))];
    },
  };
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
