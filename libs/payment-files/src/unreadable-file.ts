export type UnreadableCode =
  | 'unreadable-file'
  | 'file-too-large'
  | 'file-encrypted'
  | 'macros-refused'
  | 'old-format'
  | 'unknown-columns'
  | 'unit-mismatch'
  | 'merged-cells'
  | 'several-sheets'
  | 'empty-file';

/** The file as a whole says nothing that can be relied on. The message names the rule and the next step, in both languages. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';

  constructor(
    readonly code: UnreadableCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const macros = (): UnreadableFile =>
  new UnreadableFile(
    'macros-refused',
    '文件：含宏，不予读取。请另存为不含宏的 .xlsx。 / file: it holds macros and is not read. Save it as .xlsx without macros.',
  );
