import { Percent } from '@budget/kernel';
import { sameContent } from '../content-fingerprint';
import type { Finding } from '../finding';
import { titledName } from '../table-title';
import { fieldLabel, projectFinding, quoted, type FindingRule } from './finding-rule';

export const projectCodeRule: FindingRule = (project) => {
  if (project.codeCheck !== 'invalid') return [];
  const message = `项目编码${quoted(project.projectCode ?? '')}的校验位不符，可能有错字；请与预算批复核对。`;
  return [projectFinding(project, 'project-code-check', 'projectCode', message)];
};

/** The year in a code is the year the project entered the library (入库). */
export const priorYearCodeRule: FindingRule = (project) => {
  const { projectCode, codeCheck, fiscalYear } = project;
  if (projectCode === null || codeCheck === 'unchecked' || fiscalYear === null) return [];
  const year = 2000 + Number(projectCode.slice(6, 8));
  if (year >= fiscalYear) return [];
  const message = `项目编码中的年份是 ${year} 年，早于 ${fiscalYear} 年度；请确认是结转项目还是延续项目，并与上年度项目关联。`;
  return [projectFinding(project, 'prior-year-code', 'projectCode', message, ['projectCode', 'name'])];
};

export const titleRule: FindingRule = (project) => {
  const title = project.published['title'];
  if (!title || project.name === null || sameContent(titledName(title.text), project.name)) return [];
  const message = `标题${quoted(titledName(title.text))}与项目名称${quoted(project.name)}不同；请核对项目名称。`;
  return [projectFinding(project, 'title-differs', 'name', message, ['title', 'name'])];
};

export const nameIsDocumentTitleRule: FindingRule = (project) => {
  if (project.name === null || !/^[\p{Script=Han}]{2,12}[【[〔(（]20\d\d[】\]〕)）]\s{0,3}\d{1,5}号/u.test(project.name)) return [];
  const message = `项目名称${quoted(project.name)}是下达资金的文件标题；请确认资金来源，并考虑改用事项名称。`;
  return [projectFinding(project, 'name-is-document-title', 'name', message)];
};

/** Words about money still to come in a year that is over. */
export const staleTextRule: FindingRule = (project) => {
  const { fiscalYear } = project;
  if (fiscalYear === null) return [];
  const texts = [
    ['purpose', project.purpose] as const,
    ...project.objectives.map((text, index) => [`objectives[${index}]`, text] as const),
  ];
  const stale = texts.flatMap(([field, text]) =>
    [...text.matchAll(/(20\d\d)年度?(?:尚|还|仍)?(?:需|拟|计划|预计|将)/g)]
      .filter(([, year]) => Number(year) < fiscalYear)
      .map(([words]) => ({ field, words })),
  );
  const [first] = stale;
  if (!first) return [];
  const message = `${fieldLabel(project, first.field)}中的${quoted(first.words)}说的是 ${fiscalYear} 年度以前的安排，可能沿用了旧文本；请按本年度预算更新。`;
  return [projectFinding(project, 'stale-text', first.field, message, [...new Set(stale.map(({ field }) => field))])];
};

const SMALLEST_POPULATION = 5;

/** A satisfaction rate asked of so few that one answer moves it by 20 points or more. */
export const smallPopulationRule: FindingRule = (project) =>
  project.indicators.flatMap((indicator, index): readonly Finding[] => {
    const [, subject] = /^(.{2,20})满意[度率]$/.exec(indicator.level3) ?? [];
    if (subject === undefined || indicator.parsed.unit !== '%') return [];
    const counted = project.indicators.findIndex(({ level3, parsed }) => parsed.kind.startsWith('COUNT_') && level3.includes(subject));
    const population = Number(project.indicators[counted]?.parsed.value ?? Number.NaN);
    if (!(population >= 1 && population <= SMALLEST_POPULATION)) return [];
    const steps = population === 1 ? '只可能是 0% 或 100%' : `每一个都占 ${Percent.ofCount(1, population).toText()} 个百分点`;
    const message = `${quoted(indicator.level3)}的调查对象只有 ${population} 个，满意率${steps}；请考虑改用其他方式评价。`;
    const field = `indicators[${index}].target`;
    const finding = projectFinding(project, 'small-population', field, message, [field, `indicators[${counted}].target`]);
    return [population === 1 ? finding : { ...finding, severity: 'info' }];
  });
