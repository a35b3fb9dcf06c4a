import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { macros, UnreadableFile } from '../unreadable-file';

const MOST_INFLATED = 500 * 1024 * 1024;
const MOST_ENTRIES = 10_000;
/** Sheets shrink to a tenth or a fiftieth; what shrinks more is made to fill the memory. */
const MOST_RATIO = 250;
const RATIO_COUNTS_FROM = 50 * 1024 * 1024;
const ENCRYPTED = 0x1;

/** The parts of a workbook, by name. Nothing is inflated before the sizes are known; what then turns out larger than it says is refused. */
export class ZipEntries {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async open(bytes: Uint8Array): Promise<ZipEntries> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await new Promise<ZipFile>((resolve, reject) =>
      fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: false }, (error, opened) => (error ? reject(error) : resolve(opened))),
    ).catch((error: unknown) => {
      throw broken(error);
    });
    return new ZipEntries(zip, await list(zip));
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** A part as text in chunks; sizes and checksum are compared on the way. Throws UnreadableFile when it is damaged or larger than it says. */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.entries.get(name);
    if (!entry) throw broken(new Error(`${name} is missing`));
    const decoder = new TextDecoder('utf-8', { fatal: true });
    try {
      let [size, checksum] = [0, 0];
      for await (const chunk of (await this.stream(entry)) as AsyncIterable<Buffer>) {
        size += chunk.length;
        checksum = crc32(chunk, checksum);
        if (size > entry.uncompressedSize) throw tooLarge();
        yield decoder.decode(chunk, { stream: true });
      }
      if (size !== entry.uncompressedSize || checksum !== entry.crc32) throw broken(new Error(`${name} is damaged`));
      yield decoder.decode();
    } catch (error) {
      throw error instanceof UnreadableFile ? error : broken(error);
    }
  }

  private stream(entry: Entry): Promise<Readable> {
    return new Promise((resolve, reject) => this.zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))));
  }
}

function list(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  let inflated = 0;
  return new Promise((resolve, reject) => {
    zip.on('error', (error: unknown) => reject(broken(error)));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      inflated += entry.uncompressedSize;
      if (inflated > MOST_INFLATED || entries.size >= MOST_ENTRIES || isBomb(entry)) return reject(tooLarge());
      if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) return reject(encrypted());
      if (/vbaProject\.bin$|^xl\/macrosheets\//i.test(entry.fileName)) return reject(macros());
      if (entries.has(entry.fileName)) return reject(broken(new Error(`${entry.fileName} stands twice`)));
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

const isBomb = ({ compressedSize, uncompressedSize }: Entry): boolean =>
  uncompressedSize > RATIO_COUNTS_FROM && uncompressedSize > compressedSize * MOST_RATIO;

const tooLarge = (): UnreadableFile =>
  new UnreadableFile(
    'file-too-large',
    '文件：解压后超过 500 MB，或大于所声明的大小，不予读取。请拆分文件，或另存为 .csv。 / file: more than 500 MB when inflated, or more than it says. Split it, or save it as .csv.',
  );
const encrypted = (): UnreadableFile =>
  new UnreadableFile(
    'file-encrypted',
    '文件：已加密，打不开。请去掉密码后重新保存。 / file: encrypted. Remove the password and save it again.',
  );
export const broken = (cause: unknown): UnreadableFile =>
  new UnreadableFile(
    'unreadable-file',
    '文件：不是完好的 .xlsx，可能已损坏。请重新导出。 / file: no sound .xlsx, probably damaged. Export it again.',
    {
      cause,
    },
  );
