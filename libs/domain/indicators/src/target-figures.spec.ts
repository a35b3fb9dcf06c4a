import { defaultAggregation } from './default-aggregation';
import { occurrencesPerYear } from './occurrences-per-year';
import { parseTarget } from './parse-target';
import { printedOperator } from './printed-operator';
import { targetAmount } from './target-amount';

describe('what a target means', () => {
  it.each([
    ['≤28.17万元', '281700.00'],
    ['≤200元/人', '200.00'],
    ['≤0.5元', '0.50'],
    ['≤1.2亿元', '120000000.00'],
    ['≤3.141592万元', '31415.92'],
    ['≤0.005元', null],
    ['≥95%', null],
    ['有力保障', null],
  ])('%s is an amount of %s 元', (raw, amount) => {
    expect(targetAmount(parseTarget(raw, { level3: '每村', description: '' }))?.toText() ?? null).toBe(amount);
  });

  it.each([
    ['4次/年', 4],
    ['1每月', 12],
    ['≤1每季度', 4],
    ['≤1季度', 4],
    ['每半年1次', 2],
    ['0季度', null],
    ['1年', null],
  ])('%s happens %s times a year', (raw, times) => {
    expect(occurrencesPerYear(parseTarget(raw))).toBe(times);
  });

  it.each([
    ['≥1500人次', 'adds-up'],
    ['≥550份', 'adds-up'],
    ['≥5000人', 'latest'],
    ['57个', 'latest'],
    ['≥95%', 'latest'],
    ['≤3万元', 'money'],
    ['4次/年', 'adds-up'],
    ['有力保障', 'latest'],
  ])('%s is reported as %s', (raw, aggregation) => {
    expect(defaultAggregation(parseTarget(raw))).toBe(aggregation);
  });

  it.each([
    ['≥95%', '>='],
    ['3万元以内', '<='],
    ['12月底前', '<='],
    ['100%', null],
    ['28人', null],
    ['有力保障', null],
  ])('%s prints the comparison %s', (raw, operator) => {
    expect(printedOperator(raw)).toBe(operator);
  });
});
