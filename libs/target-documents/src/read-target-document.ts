import { fail, ok, type Result } from '@budget/kernel';
import { decodeText } from './decode-text';
import { findingOf } from './finding';
import { otherFormatOf } from './other-format';
import type { ParsedTargetDocument } from './parsed-target-document';
import { parseTargetDocument, type ParseOptions } from './parse-target-document';
import { readTextForm } from './text-form.reader';
import { unreadable, type UnreadableDocument } from './unreadable-document';

const CUT_OFF = findingOf('text-cut-off', 'document', '文件在一个字的中间结束，可能没有传完整；请重新导出后再导入。', []);

/**
 * Reads a published performance-target document (部门绩效文本) from the bytes of a file. Total: whatever the bytes, the answer
 * is a document or a refusal. Today the text form (.txt) is read. `fiscalYear` overrides the year the document states.
 */
export function readTargetDocument(
  bytes: Uint8Array,
  fileName: string,
  options: ParseOptions = {},
): Result<ParsedTargetDocument, UnreadableDocument> {
  const [, extension = ''] = /\.([^./\\]{1,20})$/.exec(fileName) ?? [];
  if (extension.toLowerCase() !== 'txt') {
    const given = extension === '' ? '没有扩展名' : `是 .${extension} 文件`;
    return fail(unreadable(`文件${given}；目前只能读取文本形式（.txt）的绩效目标表，请另存为 .txt 后上传。`));
  }
  const other = otherFormatOf(bytes);
  if (other) return fail(unreadable(`文件名是 .txt，内容却是${other}；请上传文本形式的绩效目标表。`));

  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const model = readTextForm(decoded.value.text);
  if (!model.ok) return model;
  const parsed = parseTargetDocument(model.value, options);
  if (!parsed.ok || decoded.value.complete) return parsed;
  return ok({ ...parsed.value, findings: [CUT_OFF, ...parsed.value.findings] });
}
