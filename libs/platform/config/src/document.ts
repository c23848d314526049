import { z } from 'zod';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A value of a document that is not divided further: a scalar, an array, an object without keys. */
export interface Leaf {
  keys: readonly string[];
  value: unknown;
}

/** `over` laid on `base`: objects merge deep; everything else, arrays and null included, replaces. Changes neither. */
export function merge(base: JsonObject, over: JsonObject): JsonObject {
  const merged = new Map<string, Json>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    merged.set(key, isJsonObject(below) && isJsonObject(value) ? merge(below, value) : value);
  }
  // fromEntries defines own properties, so even a key like __proto__ reaches no prototype.
  return Object.fromEntries(merged);
}

/** Whether a value is a plain object: not an array, not an instance of a class. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The leaves of a document, in the order of its keys. */
export function leavesOf(value: unknown, keys: readonly string[] = []): Leaf[] {
  if (!isObject(value)) return [{ keys, value }];
  const entries = Object.entries(value);
  if (entries.length === 0 && keys.length > 0) return [{ keys, value }];
  return entries.flatMap(([key, child]) => leavesOf(child, [...keys, key]));
}

/** Whether a document says anything at that place. */
export function has(document: unknown, keys: readonly PropertyKey[]): boolean {
  let value = document;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = Reflect.get(value, key);
  }
  return true;
}

/** How people write a place: `offers.ttlMs`, `zones[0].name`, `speeds["A 1"]`. */
export function pathOf(keys: readonly PropertyKey[]): string {
  return z.core.toDotPath(keys);
}

/** Freezes plain objects and arrays all the way down. */
export function freezeDeep<T>(value: T): T {
  if (isObject(value) || Array.isArray(value)) {
    Object.values(value).forEach(freezeDeep);
    Object.freeze(value);
  }
  return value;
}

function isJsonObject(value: Json | undefined): value is JsonObject {
  return isObject(value);
}
