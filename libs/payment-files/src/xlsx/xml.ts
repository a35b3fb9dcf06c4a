import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { broken } from './zip-entries';

export type XmlHandlers = {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const MOST_DEPTH = 64;
/** Characters of one text, tag or comment: a cell holds 32,767. */
const MOST_WITHOUT_TAG = 1024 * 1024;

/** Reads XML piece by piece; names without their prefix. No document type, nothing that grows without end. Throws UnreadableFile. */
export class XmlReader {
  private readonly parser = new SaxesParser();
  private depth = 0;
  private withoutTag = 0;

  constructor({ open, text, close }: XmlHandlers) {
    this.parser.on('error', (error) => {
      throw broken(error);
    });
    this.parser.on('doctype', () => {
      throw broken(new Error('a document type'));
    });
    this.parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
      this.withoutTag = 0;
      this.depth += 1;
      if (this.depth > MOST_DEPTH) throw broken(new Error('too deep'));
      open?.(localName(name), attributes);
    });
    this.parser.on('text', (piece) => text?.(piece));
    this.parser.on('cdata', (piece) => text?.(piece));
    this.parser.on('closetag', ({ name }) => {
      this.withoutTag = 0;
      this.depth -= 1;
      close?.(localName(name));
    });
  }

  write(piece: string): void {
    this.withoutTag += piece.length;
    this.parser.write(piece);
    if (this.withoutTag > MOST_WITHOUT_TAG) throw broken(new Error('a text without end'));
  }

  end(): void {
    this.parser.close();
  }
}

export async function readXml(pieces: AsyncIterable<string>, handlers: XmlHandlers): Promise<void> {
  const reader = new XmlReader(handlers);
  for await (const piece of pieces) reader.write(piece);
  reader.end();
}
