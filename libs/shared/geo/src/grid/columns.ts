type Column = Uint8Array | Int32Array | Float64Array;

/** Stands where there is no number of a driver, a cell or a list. */
export const NONE = -1;

/** The same column with room for more; what is new holds `value`. */
export function grown<C extends Column>(column: C, length: number, value = 0): C {
  // Of a column's own class there is only one.
  const larger = new (column.constructor as new (length: number) => C)(length);
  larger.set(column);
  return larger.fill(value, column.length) as C;
}
