import type { Json } from '@budget/kernel';

/** Two values have one shape when they have the same fields with the same kinds of values, all the way down; null fits anything. */
export function sameShape(one: Json, other: Json, path = 'data'): readonly string[] {
  if (one === null || other === null) return [];
  if (isList(one) && isList(other)) {
    return one.flatMap((item) => other.slice(0, 1).flatMap((model) => sameShape(item, model, `${path}[]`)));
  }
  if (isFields(one) && isFields(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].flatMap((key) => {
      const [left, right] = [one[key], other[key]];
      return left === undefined || right === undefined ? [`${path}.${key} is on one side only`] : sameShape(left, right, `${path}.${key}`);
    });
  }
  return typeof one === typeof other && isList(one) === isList(other) ? [] : [`${path} is ${typeof one} and ${typeof other}`];
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isFields = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
