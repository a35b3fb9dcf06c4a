import { eventDigest, type RecordedEvent } from '@budget/ports';
import { BACKUP_VERSION, type BackupFooter, type BackupHeader, type BackupLine, type EventLine } from './backup-line.contract';

/** What a line says against the lines before it: null when it may stand there, else what is wrong, in both languages. */
export class LineOrder {
  header: BackupHeader | undefined;
  footer: BackupFooter | undefined;
  private readonly rows: Record<string, number> = {};
  private events = 0;
  private position = 0n;
  private recordedAt = '';

  /** `trusted`: the digests were recomputed before, in the same bytes. */
  constructor(private readonly trusted: boolean) {}

  /** `lines`: how many stand before it; `sha256`: over those. */
  fault(line: BackupLine, lines: number, sha256: () => string): string | null {
    if (this.footer) return '结尾行之后还有内容 / something follows after the footer';
    if ((line.kind === 'header') !== (lines === 0)) return '第一行应为文件头，且只有一个 / a header stands first and only there';
    switch (line.kind) {
      case 'header':
        return this.begin(line);
      case 'table':
        if (this.events > 0 || line.table in this.rows) return `表 ${line.table} 出现在不该出现的位置 / the table is not expected here`;
        this.rows[line.table] = 0;
        return null;
      case 'row': {
        const count = this.rows[line.table];
        if (this.events > 0 || count === undefined)
          return `表 ${line.table} 的行出现在不该出现的位置 / a row of that table is not expected here`;
        this.rows[line.table] = count + 1;
        return null;
      }
      case 'event':
        return this.next(line);
      case 'footer':
        return this.end(line, lines, sha256());
    }
  }

  private begin(header: BackupHeader): string | null {
    if (header.formatVersion > BACKUP_VERSION) {
      return `备份格式 ${header.formatVersion} 来自更新的版本 ${header.productVersion}，请用那个版本恢复 / the format is that of a newer version: restore with it`;
    }
    this.header = header;
    return null;
  }

  private next({ position: text, digest, fact }: EventLine): string | null {
    const position = BigInt(text);
    const expected = this.position + 1n;
    if (this.header?.positions === 'gapless' && position !== expected) {
      return `事件位置应为 ${expected}，写的是 ${text} / position ${expected} was expected`;
    }
    if (position < expected) return `事件位置 ${text} 不在前一个之后 / the position is not after the one before`;
    if (this.header?.positions === 'gapless' && fact.metadata.recordedAt < this.recordedAt) {
      return `事件位置 ${text} 的登记时间早于前一个 / it was recorded before the event before it`;
    }
    if (!this.trusted && eventDigest({ ...fact, version: BigInt(fact.version) }) !== digest) {
      return `事件位置 ${text} 的内容与摘要不符 / the event does not have its digest`;
    }
    this.position = position;
    this.recordedAt = fact.metadata.recordedAt;
    this.events += 1;
    return null;
  }

  private end(footer: BackupFooter, lines: number, sha256: string): string | null {
    this.footer = footer;
    if (footer.lines !== lines) return `应有 ${footer.lines} 行，实有 ${lines} 行 / ${footer.lines} lines were written, ${lines} are there`;
    if (footer.events !== this.events) {
      return `应有 ${footer.events} 条事件，实有 ${this.events} 条 / ${footer.events} events were written, ${this.events} are there`;
    }
    if (this.header?.positions === 'gapless' && this.header.head !== String(this.position)) {
      return `事件应到位置 ${this.header.head}，实到 ${this.position} / the events end at another position than the header says`;
    }
    const tables = new Set([...Object.keys(footer.rows), ...Object.keys(this.rows)]);
    for (const table of tables) {
      if (footer.rows[table] !== this.rows[table]) return `表 ${table} 的行数不符 / the number of rows of that table differs`;
    }
    return footer.sha256 === sha256 ? null : '前面各行的 SHA-256 不符 / the SHA-256 of the lines before differs';
  }
}

/** The event as a store gives it. */
export const recordedEventOf = ({ position, digest, fact }: EventLine): RecordedEvent => ({
  ...fact,
  version: BigInt(fact.version),
  position: BigInt(position),
  digest,
});
