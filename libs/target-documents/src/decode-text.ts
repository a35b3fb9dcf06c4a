import { fail, ok, type Result } from '@budget/kernel';
import { unreadable, type UnreadableDocument } from './unreadable-document';

/** `complete` is false when the last character of the file is cut in the middle. Line ends are "\n". */
export type DecodedText = {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
  readonly complete: boolean;
};

const BYTE_ORDER_MARKS = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
] as const;

/** Reads UTF-8, UTF-16 with a byte order mark, and GB18030 (thus GBK, GB2312); anything else is refused, never guessed at. */
export function decodeText(bytes: Uint8Array): Result<DecodedText, UnreadableDocument> {
  if (bytes.length === 0) return fail(unreadable('文件是空的；请重新导出后再上传。'));
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (!marked?.[0].startsWith('utf-16') && bytes.includes(0)) {
    return fail(unreadable('文件含有空字节，是二进制文件而不是文本；请上传文本形式（.txt）的绩效目标表。'));
  }

  for (const encoding of marked ? [marked[0]] : (['utf-8', 'gb18030'] as const)) {
    const decoded = decode(bytes, encoding);
    if (decoded) return ok(decoded);
  }
  return fail(unreadable('文字编码无法识别（能读 UTF-8、带 BOM 的 UTF-16、GB18030）；请另存为 UTF-8 文本后再上传。'));
}

function decode(bytes: Uint8Array, encoding: DecodedText['encoding']): DecodedText | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const text = attempt(() => decoder.decode(bytes, { stream: true }));
  if (text === null) return null;
  const rest = attempt(() => decoder.decode());
  return { text: text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text, encoding, complete: rest === '' };
}

// A fatal decoder throws on bytes outside its encoding, and on nothing else: here that is an answer.
function attempt(decoded: () => string): string | null {
  try {
    return decoded();
  } catch {
    return null;
  }
}
