import { specFor } from '@budget/testing';
import { alertDecider } from './alert.decider';
import type { AlertRejection } from './alert.rejections';
import { describeRejection } from './alert.words';
import { acknowledged, acknowledging, idOfEpisode, raised, reassessed, red, resolved, yellow } from './alert.builders';

const { given } = specFor(alertDecider);

describe('acknowledging an alert', () => {
  it('says who has seen it and leaves it open', () => {
    given(raised(yellow))
      .when(acknowledging('zhang', 1, '已联系单位'))
      .then(acknowledged('zhang', 1, '已联系单位'));
  });

  it('by the same person again does nothing, whatever the note, also after a restatement', () => {
    given(raised(yellow), acknowledged('zhang'), reassessed(red))
      .when(acknowledging('zhang', 1, '再次'))
      .thenNothingHappens();
  });

  it('by another person is refused', () => {
    given(raised(yellow), acknowledged('zhang'))
      .when(acknowledging('li'))
      .thenRejectedWith({ kind: 'already-acknowledged', alertId: idOfEpisode(1), by: 'zhang' });
  });

  it('does not carry over to the next episode', () => {
    given(raised(yellow), acknowledged('zhang'), resolved(null, '…'), raised(red, 2))
      .when(acknowledging('zhang', 2))
      .then(acknowledged('zhang', 2));
  });

  it('is refused once it is resolved, and for an earlier episode', () => {
    const rejection = { kind: 'alert-resolved', alertId: idOfEpisode(1) } as const;
    given(raised(yellow), resolved(null, '…')).when(acknowledging('zhang')).thenRejectedWith(rejection);
    given(raised(yellow), resolved(null, '…'), raised(red, 2)).when(acknowledging('zhang')).thenRejectedWith(rejection);
  });

  it.each([
    ['no alert was ever raised', 1, []],
    ['the episode has not come', 2, [raised(yellow)]],
    ['the episode has not come after a resolved one', 2, [raised(yellow), resolved(null, '…')]],
    ['there is no such episode', 0, [raised(yellow)]],
  ])('finds nothing when %s', (_, episode, history) => {
    given(...history)
      .when(acknowledging('zhang', episode))
      .thenRejectedWith({ kind: 'alert-not-found', alertId: idOfEpisode(episode) });
  });
});

describe('the words of a refusal', () => {
  const facts = { alertId: idOfEpisode(1) };
  const rejections: readonly AlertRejection[] = [
    { kind: 'alert-not-found', ...facts },
    { kind: 'already-acknowledged', ...facts, by: 'zhang' },
    { kind: 'alert-resolved', ...facts },
  ];

  it.each(rejections.map((rejection) => [rejection.kind, rejection] as const))('%s names the alert and the next step', (_, rejection) => {
    const { detail, en } = describeRejection(rejection);
    expect(detail).toMatch(/^预警编号：.*(请|无需再次确认)/u);
    for (const words of [detail, en]) {
      expect(Object.entries(rejection).filter(([name, value]) => name !== 'kind' && !words.includes(value))).toStrictEqual([]);
    }
  });
});
