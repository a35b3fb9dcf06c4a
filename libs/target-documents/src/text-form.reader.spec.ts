import { readTextForm } from './text-form.reader';

const blocks = (text: string) => {
  const model = readTextForm(text);
  if (!model.ok) throw new Error(model.failure.detail);
  return model.value.blocks.map((block) =>
    block.kind === 'paragraph' ? block.text : block.rows.map((row) => row.map(({ text: cell, place }) => `${place.line}:${cell}`)),
  );
};

describe('the text form', () => {
  it('starts a cell at a TAB in column 1 and a row after a blank line', () => {
    expect(blocks('\tA\n\tB\n\n\tC\n\tD')).toStrictEqual([
      [
        ['1:A', '2:B'],
        ['4:C', '5:D'],
      ],
    ]);
  });

  it('keeps line breaks, blank lines and trailing TABs inside a cell, and the space of a blank one', () => {
    expect(blocks('\t\nA\n\nB\t\t\n\t \n\t\n\tC')).toStrictEqual([[['1:\nA\n\nB\t\t', '5: ', '6:', '7:C']]]);
  });

  it('ends a table at an empty paragraph after a blank line', () => {
    expect(blocks('\tA\n\n\n \n\tB\n \nC')).toStrictEqual([[['1:A']], [['5:B\n \nC']]]);
  });

  it('ends a table at a heading, and leaves out the bookmark before it', () => {
    expect(blocks('\tA\n[bookmark: _Toc_1]2.乙绩效目标表\n\tB\n第三部分\n\tC\n3.丙绩效目标表')).toStrictEqual([
      [['1:A']],
      '2.乙绩效目标表',
      [['3:B']],
      '第三部分',
      [['5:C']],
      '3.丙绩效目标表',
    ]);
  });

  it('is refused with too many cells or lines, before they fill the memory', () => {
    expect(readTextForm('\tA\n\tB\n\tC', { cells: 2, lines: 9 })).toMatchObject({ ok: false, failure: { code: 'unreadable-document' } });
    expect(readTextForm('\n\n\n', { cells: 2, lines: 3 })).toMatchObject({ ok: false, failure: { code: 'unreadable-document' } });
    expect(readTextForm('\n\n', { cells: 2, lines: 3 })).toMatchObject({ ok: true });
  });
});
