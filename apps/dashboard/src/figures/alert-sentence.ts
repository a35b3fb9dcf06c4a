import type { AlertRowView } from '@budget/contracts';
import { Money, Percent } from '@budget/kernel';
import type { Words } from '../words/words';
import { wanText, yuanText } from './amount-text';

/** What an alert rests on, or rested on at a step of its history. */
export type Told = {
  readonly severity: AlertRowView['severity'];
  readonly project: string;
  readonly milestone: string;
  readonly inputs: Readonly<Record<'asOf' | 'actualAmount' | 'plannedAmount' | 'plannedPercent' | 'budget', string>>;
};

/** Why the project is behind, from the recorded figures, in the words and the grouping of the screen. */
export function lagSentence(told: Told, { alert: words, units }: Words): string {
  const { plannedAmount, actualAmount } = told.inputs;
  const short = Money.parse(plannedAmount).minus(Money.parse(actualAmount)).toText();
  return words.lags(words.lights[told.severity], factsOf(told, { alert: words, units }), inBoth(short, units));
}

/** Why the alert was resolved. */
export const caughtUpSentence = (told: Told, words: Words): string => words.alert.caughtUp(factsOf(told, words));

function factsOf({ project, milestone, inputs }: Told, { alert: words, units }: Pick<Words, 'alert' | 'units'>): string {
  const { asOf, actualAmount, plannedAmount, plannedPercent, budget } = inputs;
  // Rounded down as in the alert itself: it never looks better than it is.
  const share = Percent.of(Money.parse(actualAmount), Money.parse(plannedAmount), 'down') ?? Percent.zero;
  return words.facts(
    project,
    milestone,
    inBoth(budget, units),
    `${plannedPercent}%`,
    inBoth(plannedAmount, units),
    asOf,
    inBoth(actualAmount, units),
    `${share.toText()}%`,
  );
}

const inBoth = (amount: string, units: Words['units']): string => units.both(yuanText(amount), wanText(amount));
