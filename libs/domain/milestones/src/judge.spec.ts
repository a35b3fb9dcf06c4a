import { Money, Percent } from '@budget/kernel';
import { judge } from './judge';
import { milestonePolicyV1 } from './milestone.policy';

const judging = (budget: string, planned: string, actual: string) =>
  judge({ budget: Money.parse(budget), plannedPercent: Percent.parse(planned), actual: Money.parse(actual), policy: milestonePolicyV1 });

const texts = (...of: Parameters<typeof judging>) => {
  const { status, ratio, plannedAmount, gapAmount, gapPoints, actualPercent } = judging(...of);
  return [status, ratio, plannedAmount.toText(), gapAmount.toText(), gapPoints?.toText() ?? null, actualPercent?.toText() ?? null];
};

describe('policy version 1: 30,000.00 planned at 66 % = 19,800.00', () => {
  it.each([
    ['is met exactly on plan', '19800.00', ['met', '1.0000', '0.00', '0.00', '66.00']],
    ['is met above plan', '30000.00', ['met', '1.5151', '10200.00', '34.00', '100.00']],
    ['is watched 1 yuan short', '19799.00', ['watch', '0.9999', '-1.00', '0.00', '66.00']],
    ['is watched 1 fen short, and never prints 1.0000', '19799.99', ['watch', '0.9999', '-0.01', '0.00', '66.00']],
    ['is watched at exactly 80 %', '15840.00', ['watch', '0.8000', '-3960.00', '-13.20', '52.80']],
    ['is behind 1 fen below 80 %, and never prints 0.8000', '15839.99', ['behind', '0.7999', '-3960.01', '-13.20', '52.80']],
    ['is behind at 79 %', '15642.00', ['behind', '0.7900', '-4158.00', '-13.86', '52.14']],
    ['is behind at exactly 60 %', '11880.00', ['behind', '0.6000', '-7920.00', '-26.40', '39.60']],
    ['is severe 1 fen below 60 %', '11879.99', ['severe', '0.5999', '-7920.01', '-26.40', '39.60']],
    ['is severe at 59 %', '11682.00', ['severe', '0.5900', '-8118.00', '-27.06', '38.94']],
    ['is severe with nothing paid', '0.00', ['severe', '0.0000', '-19800.00', '-66.00', '0.00']],
  ])('%s: paid %s', (_, actual, [status, ratio, gapAmount, gapPoints, actualPercent]) => {
    expect(texts('30000.00', '66.00', actual)).toStrictEqual([status, ratio, '19800.00', gapAmount, gapPoints, actualPercent]);
  });
});

describe('nothing planned is no checkpoint', () => {
  it.each([
    ['when the plan is 0 %', '30000.00', '0.00', '500.00', ['no-checkpoint', null, '0.00', '500.00', '1.67', '1.67']],
    ['when there is no budget', '0.00', '66.00', '0.00', ['no-checkpoint', null, '0.00', '0.00', null, null]],
    ['when the plan is less than half a fen', '0.01', '49.00', '0.00', ['no-checkpoint', null, '0.00', '0.00', '-49.00', '0.00']],
  ])('%s', (_, budget, planned, actual, expected) => {
    expect(texts(budget, planned, actual)).toStrictEqual(expected);
  });
});

describe('the planned amount', () => {
  it('is due to the fen, half-up: whoever pays what the screen shows has met it', () => {
    expect(texts('100.01', '33.00', '33.00').slice(0, 3)).toStrictEqual(['met', '1.0000', '33.00']);
    expect(texts('100.01', '50.00', '50.00').slice(0, 3)).toStrictEqual(['watch', '0.9998', '50.01']);
    expect(texts('100.01', '50.00', '50.01').slice(0, 3)).toStrictEqual(['met', '1.0000', '50.01']);
  });

  it('is compared exactly at the size of a national budget', () => {
    expect(texts('999999999999999999.99', '100.00', '999999999999999999.98').slice(0, 2)).toStrictEqual(['watch', '0.9999']);
    expect(texts('999999999999999999.99', '100.00', '999999999999999999.99').slice(0, 2)).toStrictEqual(['met', '1.0000']);
  });
});

it('a policy is data: other bands give other words to the same money', () => {
  const strict = { version: 2, bands: [{ status: 'met', atLeastPercent: Percent.hundred.toText() }], otherwise: 'behind' } as const;
  const money = { budget: Money.parse('100.00'), plannedPercent: Percent.hundred, policy: strict };
  expect(judge({ ...money, actual: Money.parse('99.99') }).status).toBe('behind');
  expect(judge({ ...money, actual: Money.parse('100.00') }).status).toBe('met');
});
