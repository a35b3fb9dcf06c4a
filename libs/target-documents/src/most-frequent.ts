/** The value that occurs most often, of equals the greatest; null when there is none. */
export function mostFrequent<Value extends string | number>(values: readonly Value[]): Value | null {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: Value | null = null;
  for (const [value, count] of counts) {
    const lead = best === null ? 1 : count - (counts.get(best) ?? 0);
    if (best === null || lead > 0 || (lead === 0 && value > best)) best = value;
  }
  return best;
}
