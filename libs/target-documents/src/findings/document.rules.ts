import { targetAmount } from '@budget/domain/indicators';
import { Money } from '@budget/kernel';
import { isBlank } from '../cell-text';
import { contentFingerprint } from '../content-fingerprint';
import { findingOf, type Finding } from '../finding';
import type { ParsedTargetDocument } from '../parsed-target-document';
import type { Cell } from '../table-model';
import { quoted } from './finding-rule';

/** The document as read, with the converter's tokens that were taken out. */
export type JudgedDocument = Omit<ParsedTargetDocument, 'findings' | 'notUnderstood'> & { readonly markup: readonly Cell[] };

type DocumentRule = (document: JudgedDocument) => readonly Finding[];

const costEqualsBudget: DocumentRule = ({ projects }) => {
  const caps = projects.flatMap(({ budget, indicators, published }) =>
    indicators.flatMap(({ parsed }, index) => {
      const cap = parsed.kind === 'MONEY_MAX_TOTAL' ? targetAmount(parsed) : null;
      if (!cap || budget.total === null) return [];
      return [{ isBudget: cap.equals(Money.parse(budget.total)), cell: published[`indicators[${index}].target`] }];
    }),
  );
  const equal = caps.filter(({ isBudget }) => isBudget);
  if (equal.length === 0) return [];
  const message = `${caps.length} 项总成本指标中有 ${equal.length} 项的指标值恰为预算数，只要不超预算就得满分；请考虑改用单位成本或节约目标。`;
  return [
    findingOf(
      'cost-equals-budget',
      'projects',
      message,
      equal.map(({ cell }) => cell),
    ),
  ];
};

const qualitativeOnly: DocumentRule = ({ projects }) => {
  const benefits = projects.flatMap(({ indicators, published }) =>
    indicators.flatMap(({ level1, parsed }, index) =>
      level1 === '效益指标' ? [{ isText: parsed.kind === 'QUALITATIVE', cell: published[`indicators[${index}].target`] }] : [],
    ),
  );
  const texts = benefits.filter(({ isText }) => isText);
  if (texts.length * 2 <= benefits.length) return [];
  const message = `${benefits.length} 项效益指标中有 ${texts.length} 项没有数值，只能凭判断打分；请逐步改成可以计量的指标。`;
  return [
    findingOf(
      'qualitative-only',
      'projects',
      message,
      texts.map(({ cell }) => cell),
    ),
  ];
};

const otherFundsEmpty: DocumentRule = ({ projects }) => {
  const cells = projects.map(({ published }) => published['budget.other']);
  const blank = cells.filter((cell) => cell !== undefined && isBlank(cell.text));
  if (blank.length === 0) return [];
  const message = `${projects.length} 个项目中有 ${blank.length} 个的其他资金为空，按 0 读取；请确认没有其他资金。`;
  return [findingOf('other-funds-empty', 'projects', message, blank.slice(0, 1))];
};

const BRACKETS = [
  ['【】', /【20\d\d】\s{0,3}\d{1,5}号/],
  ['[]', /\[20\d\d\]\s{0,3}\d{1,5}号/],
  ['〔〕', /〔20\d\d〕\s{0,3}\d{1,5}号/],
  ['（）', /[(（]20\d\d[)）]\s{0,3}\d{1,5}号/],
] as const;

/** 发文字号 are written with 〔〕 (GB/T 9704); one document that mixes brackets cannot be searched by number. */
const documentStyle: DocumentRule = ({ projects }) => {
  const cells = projects.flatMap(({ published }) => Object.values(published));
  const used = BRACKETS.flatMap(([brackets, pattern]) => {
    const cell = cells.find(({ text }) => text.length < 20_000 && pattern.test(text));
    return cell ? [{ brackets, cell }] : [];
  });
  if (used.length < 2) return [];
  const message = `发文字号的括号混用了 ${used.map(({ brackets }) => brackets).join('、')}，按字号查找会遗漏；请统一使用〔〕。`;
  return [
    findingOf(
      'document-style',
      'document',
      message,
      used.map(({ cell }) => cell),
    ),
  ];
};

const part1Duplicate: DocumentRule = ({ narrative }) => {
  const seen = new Map<string, string>();
  for (const { heading, paragraphs } of narrative) {
    const [first] = paragraphs;
    const content = contentFingerprint(paragraphs.map(({ text }) => text).join(''));
    if (content.length < 30 || !first) continue;
    const earlier = seen.get(content);
    if (earlier !== undefined) {
      const message = `${quoted(heading ?? '')}与${quoted(earlier)}的文字完全相同；请核对是否粘贴有误。`;
      return [findingOf('part1-duplicate', 'narrative', message, [{ ...first, text: `${first.text.slice(0, 60)}…` }])];
    }
    seen.set(content, heading ?? '');
  }
  return [];
};

const bookmarkArtefact: DocumentRule = ({ markup }) => {
  if (markup.length === 0) return [];
  const message = `文件中有 ${markup.length} 处书签标记（如${quoted(markup[0]?.text ?? '')}），是转换时留下的，读取时已略去；请在公开前清除。`;
  return [findingOf('bookmark-artefact', 'document', message, markup)];
};

const fiscalYearUnknown: DocumentRule = ({ fiscalYear }) =>
  fiscalYear === null
    ? [findingOf('fiscal-year-unknown', 'fiscalYear', '标题、项目名称和项目编码都没有说明年度；请在导入时指定预算年度。', [])]
    : [];

const regionDiffers: DocumentRule = ({ region, projects }) => {
  const others = projects.filter(
    ({ projectCode }) => region !== null && /^\d{6}/.test(projectCode ?? '') && !projectCode?.startsWith(region),
  );
  if (others.length === 0) return [];
  const message = `多数项目编码属于区划 ${region ?? ''}，另有 ${others.length} 个属于其他区划；请核对这些项目编码。`;
  return [
    findingOf(
      'region-differs',
      'region',
      message,
      others.map(({ published }) => published['projectCode']),
    ),
  ];
};

const unitNameDiffers: DocumentRule = ({ units, projects }) =>
  units.flatMap(({ code, name }) => {
    const others = projects.filter(({ unit }) => unit?.code === code && contentFingerprint(unit.name) !== contentFingerprint(name));
    if (others.length === 0) return [];
    const message = `单位编码 ${code} 有不同的名称（${quoted(name)}、${quoted(others[0]?.unit?.name ?? '')}），汇总时用第一个；请统一单位名称。`;
    return [
      findingOf(
        'unit-name-differs',
        'units',
        message,
        others.map(({ published }) => published['unit']),
      ),
    ];
  });

const RULES: readonly DocumentRule[] = [
  ...[fiscalYearUnknown, regionDiffers, unitNameDiffers, costEqualsBudget, qualitativeOnly, otherFundsEmpty],
  ...[documentStyle, part1Duplicate, bookmarkArtefact],
];

/** What only the document as a whole gives away. */
export const documentFindings = (document: JudgedDocument): readonly Finding[] => RULES.flatMap((rule) => rule(document));
