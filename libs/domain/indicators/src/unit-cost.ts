import type { TargetContext } from './target';

const PER_ONE = /每(?!年|半年|季|月|个月|周|日|天)|[人户村组队校班均次件亩生]均|平均|单价|单位成本/;
const IN_ALL = /总额|总数|总计|合计|总费用|总成本|共需|总经费/;

/** Whether the cells beside a cost speak of one of many (每村, 人均, 平均标准) rather than of the whole. */
export function isUnitCost({ level3, description }: TargetContext): boolean {
  const cells = `${level3}\n${description}`;
  return PER_ONE.test(cells) && !IN_ALL.test(cells);
}
