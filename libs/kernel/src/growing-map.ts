type Growth<Key, Value> = { size: number; readonly byKey: Map<Key, { readonly at: number; readonly value: Value }[]> };

/**
 * An immutable map that only ever gains facts: `with` returns a new map and leaves the old one as it was, in constant time.
 * Folding n facts of a stream therefore costs n steps, where copying a Map at each step would cost n².
 * Successive versions share one log; a version sees what was written up to its own moment.
 */
export class GrowingMap<Key, Value> {
  private constructor(
    private readonly growth: Growth<Key, Value>,
    private readonly seen: number,
  ) {}

  static empty<Key, Value>(): GrowingMap<Key, Value> {
    return new GrowingMap<Key, Value>({ size: 0, byKey: new Map() }, 0);
  }

  get(key: Key): Value | undefined {
    return this.growth.byKey.get(key)?.findLast(({ at }) => at < this.seen)?.value;
  }

  with(key: Key, value: Value): GrowingMap<Key, Value> {
    const growth = this.seen === this.growth.size ? this.growth : this.copied();
    const entry = { at: growth.size, value };
    const values = growth.byKey.get(key);
    if (values) values.push(entry);
    else growth.byKey.set(key, [entry]);
    growth.size += 1;
    return new GrowingMap(growth, growth.size);
  }

  /** Keys with their value at this version, in the order in which each key first came. */
  *entries(): Generator<readonly [Key, Value]> {
    for (const [key, values] of this.growth.byKey) {
      const entry = values.findLast(({ at }) => at < this.seen);
      if (entry) yield [key, entry.value];
    }
  }

  // Two futures of one past (a what-if): the second one takes its own log.
  private copied(): Growth<Key, Value> {
    const byKey = new Map<Key, { readonly at: number; readonly value: Value }[]>();
    for (const [key, values] of this.growth.byKey) {
      const visible = values.filter(({ at }) => at < this.seen);
      if (visible.length > 0) byKey.set(key, visible);
    }
    return { size: this.seen, byKey };
  }
}
