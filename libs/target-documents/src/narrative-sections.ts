import type { NarrativeSection } from './parsed-target-document';
import type { Paragraph } from './table-model';

const isHeading = (text: string): boolean =>
  /^第[一二三四五六七八九十]{1,3}部分/.test(text) || (text.length <= 30 && /^[一二三四五六七八九十]{1,3}、[^。；，]+$/.test(text));

/** Sorts the text before the tables under its headings ("第一部分", "一、总体绩效目标"). */
export function narrativeSections(paragraphs: readonly Paragraph[]): readonly NarrativeSection[] {
  const sections: { heading: string | null; paragraphs: { text: string; place: Paragraph['place'] }[] }[] = [];
  for (const { text, place } of paragraphs) {
    const current = sections.at(-1);
    if (isHeading(text)) sections.push({ heading: text, paragraphs: [] });
    else if (current) current.paragraphs.push({ text, place });
    else sections.push({ heading: null, paragraphs: [{ text, place }] });
  }
  return sections;
}
