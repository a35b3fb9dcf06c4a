import type { PercentText } from '@budget/kernel';

/** Departments that a county budget usually lists. */
export const BUREAUS = [
  '教育体育局',
  '卫生健康局',
  '农业农村局',
  '交通运输局',
  '民政局',
  '人力资源和社会保障局',
  '水利局',
  '文化广电旅游局',
  '住房和城乡建设局',
  '自然资源局',
  '生态环境局',
  '应急管理局',
  '退役军人事务局',
  '市场监督管理局',
  '公安局',
  '司法局',
  '科技和工业信息化局',
  '审计局',
  '统计局',
  '医疗保障局',
] as const;

/** What is paid for, and the object of its indicators. */
export const TASKS: readonly (readonly [task: string, what: string])[] = [
  ['农村公路养护经费', '公路养护'],
  ['义务教育学校运转补助', '学校运转'],
  ['乡镇卫生院设备购置', '设备购置'],
  ['高标准农田管护资金', '农田管护'],
  ['困难群众救助补助', '救助发放'],
  ['就业技能培训补贴', '技能培训'],
  ['小型水库维修养护', '水库维护'],
  ['公共文化服务活动经费', '文化活动'],
  ['老旧小区改造配套', '小区改造'],
  ['政务信息系统运行维护', '系统运维'],
  ['环境监测运行经费', '环境监测'],
  ['安全生产宣传经费', '安全宣传'],
  ['驻村工作队工作经费', '驻村帮扶'],
  ['食品抽检经费', '食品抽检'],
  ['法律援助办案补贴', '法律援助'],
  ['干部教育培训经费', '干部培训'],
];

const percent = (text: string | null): PercentText | null => (text === null ? null : (`${text}.00` as PercentText));

/** Cumulative percents at the ends of March, June, October and December, in the shapes that published documents show; many cells are blank. */
export const PLAN_SHAPES: readonly (readonly (PercentText | null)[])[] = [
  ['25', '50', '75', '100'],
  ['20', '45', '80', '100'],
  [null, '50', null, '100'],
  [null, '50', null, '100'],
  [null, '40', '70', '100'],
  [null, null, null, '100'],
  [null, null, null, '100'],
  [null, null, '66', '100'],
  [null, '100', null, null],
  ['30', null, null, '100'],
].map((shape) => shape.map(percent));
