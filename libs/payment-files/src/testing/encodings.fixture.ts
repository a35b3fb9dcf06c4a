/** Every character that GB18030 writes in two bytes, taken from the decoder, since Node has no encoder for it. */
const TWO_BYTES = new Map(
  Array.from({ length: 0xfe - 0x81 + 1 }, (_, high) => high + 0x81).flatMap((high) =>
    Array.from({ length: 0xfe - 0x40 + 1 }, (_, low) => low + 0x40)
      .map((low): readonly [string, readonly number[]] => [new TextDecoder('gb18030').decode(Uint8Array.of(high, low)), [high, low]])
      .filter(([text]) => text.length === 1 && text !== '\ufffd'),
  ),
);

const gb18030 = (text: string): Buffer => Buffer.from([...text].flatMap((sign) => TWO_BYTES.get(sign) ?? [sign.charCodeAt(0)]));

/** Text as programs save it. */
export const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text, 'utf8'),
  'UTF-8 with a byte order mark': (text) => Buffer.from(`\ufeff${text}`, 'utf8'),
  'UTF-16, little end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16, big end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  GB18030: gb18030,
};
