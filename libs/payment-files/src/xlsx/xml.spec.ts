import { UnreadableFile } from '../unreadable-file';
import { XmlReader } from './xml';

const textOf = (xml: string): string => {
  let text = '';
  const reader = new XmlReader({ text: (piece) => (text += piece) });
  reader.write(xml);
  reader.end();
  return text;
};

describe('XML of a workbook', () => {
  it('is read with its own five entities and names without their prefix', () => {
    const opened: string[] = [];
    const reader = new XmlReader({ open: (name) => opened.push(name) });
    reader.write('<x:a xmlns:x="u"><x:b/></x:a>');
    reader.end();
    expect(opened).toEqual(['a', 'b']);
    expect(textOf('<a>&lt;1&amp;2&gt;</a>')).toBe('<1&2>');
  });

  it.each([
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an entity of its own', '<a>&e;</a>'],
    ['an end without a beginning', '<a></b></a>'],
    ['no end', '<a>'],
  ])('is refused with %s', (_, xml) => {
    expect(() => textOf(xml)).toThrow(UnreadableFile);
  });
});
