import type { Instant } from '@hansom/platform-context';

/** What a column can hold. Each has one Cassandra type and one form in every engine. */
export type ColumnKind =
  | 'text'
  | 'int'
  | 'bigint'
  | 'double'
  | 'boolean'
  | 'blob'
  | 'timestamp'
  | 'text_list';

export type Value = string | number | bigint | boolean | Uint8Array | readonly string[];

/** One column of a definition; `T` is how code sees its values. */
export interface Column<T extends Value = Value, Optional extends boolean = boolean> {
  readonly kind: ColumnKind;
  readonly optional: Optional;
  readonly __type?: T;
}

export type Columns = Readonly<Record<string, Column>>;

type RequiredNames<C extends Columns> = {
  [N in keyof C]: C[N] extends Column<Value, false> ? N : never;
}[keyof C];
type ValueOf<C> = C extends Column<infer T> ? T : never;

/** The row type that a set of columns describes: optional columns may be undefined. */
export type RowOf<C extends Columns> = { [N in RequiredNames<C>]: ValueOf<C[N]> } & {
  [N in Exclude<keyof C, RequiredNames<C>>]?: ValueOf<C[N]> | undefined;
};

function column<T extends Value>(kind: ColumnKind): Column<T, false> {
  return { kind, optional: false };
}

export const text = <T extends string = string>(): Column<T, false> => column<T>('text');
/** A whole number of at most 32 bits. */
export const int = <T extends number = number>(): Column<T, false> => column<T>('int');
/** A whole number of at most 64 bits, seen as a bigint. */
export const bigint = (): Column<bigint, false> => column<bigint>('bigint');
export const double = <T extends number = number>(): Column<T, false> => column<T>('double');
export const boolean = (): Column<boolean, false> => column<boolean>('boolean');
export const blob = (): Column<Uint8Array, false> => column<Uint8Array>('blob');
/** A point in domain time. */
export const timestamp = (): Column<Instant, false> => column<Instant>('timestamp');
export const textList = (): Column<readonly string[], false> => column<readonly string[]>('text_list');

/** The same column, which a row may lack. */
export function optional<T extends Value>(of: Column<T>): Column<T, true> {
  return { kind: of.kind, optional: true };
}
