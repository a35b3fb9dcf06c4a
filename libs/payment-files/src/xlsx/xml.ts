import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { broken } from './zip-entries';

export type XmlHandlers = {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Reads XML piece by piece; names without their prefix. Entities of a document type are never resolved. Throws UnreadableFile. */
export class XmlReader {
  private readonly parser = new SaxesParser();

  constructor({ open, text, close }: XmlHandlers) {
    this.parser.on('error', (error) => {
      throw broken(error);
    });
    this.parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => open?.(localName(name), attributes));
    this.parser.on('text', (piece) => text?.(piece));
    this.parser.on('cdata', (piece) => text?.(piece));
    this.parser.on('closetag', ({ name }) => close?.(localName(name)));
  }

  write(piece: string): void {
    this.parser.write(piece);
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
