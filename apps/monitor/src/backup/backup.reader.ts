import { createHash } from 'node:crypto';
import { backupLine, type BackupFooter, type BackupHeader, type BackupLine } from './backup-line.contract';
import { BadBackup } from './bad-backup';
import { inflatedLines } from './inflated-lines';
import { LineOrder } from './line-order';

export type WholeBackup = { readonly header: BackupHeader; readonly footer: BackupFooter };

/** Reads a backup from its beginning to its footer, line by line in constant memory, and believes nothing of it. */
export class BackupReader {
  private readonly order: LineOrder;

  /** `trusted`: the footer's SHA-256 is compared, the digests of the events are not computed again. */
  constructor(
    private readonly file: string,
    { trusted = false }: { readonly trusted?: boolean } = {},
  ) {
    this.order = new LineOrder(trusted);
  }

  /** Known after the first lines have come. */
  get header(): BackupHeader | undefined {
    return this.order.header;
  }

  /** Header and footer; ask for it after the last line. */
  get whole(): WholeBackup {
    const { header, footer } = this.order;
    if (!header || !footer) throw new Error('A backup is whole only once it has been read to its end.');
    return { header, footer };
  }

  /** The lines in the order of the file. Throws BadBackup, which names the first bad line. */
  async *lines(): AsyncGenerator<readonly BackupLine[]> {
    const hash = createHash('sha256');
    let count = 0;
    for await (const texts of inflatedLines(this.file)) {
      const lines: BackupLine[] = [];
      for (const text of texts) {
        const line = this.parsed(text, count + 1);
        const fault = this.order.fault(line, count, () => hash.copy().digest('hex'));
        if (fault !== null) throw new BadBackup(this.file, count + 1, fault);
        hash.update(text).update('\n');
        count += 1;
        lines.push(line);
      }
      yield lines;
    }
    if (!this.order.footer)
      throw new BadBackup(this.file, count + 1, '缺少结尾行，备份没有写完 / the footer is missing, the backup was never finished');
  }

  private parsed(text: Buffer, line: number): BackupLine {
    const value = valueOf(text);
    const read = value === undefined ? null : backupLine.safeParse(value);
    if (read?.success) return read.data;
    const at = read?.error?.issues[0]?.path.join('.') ?? '';
    const why = line === 1 ? '不是备份的文件头 / it is no header of a backup' : '不是备份的一行 / it is no line of a backup';
    throw new BadBackup(this.file, line, at === '' ? why : `${why} (${at})`);
  }
}

function valueOf(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'));
  } catch {
    return undefined;
  }
}
