import { alertTabs, countIn, statusAsked, tabOf } from './alert-tab';

describe('The tabs of the alerts', () => {
  it.each([
    [undefined, 'unresolved', 'unresolved'],
    ['anything', 'unresolved', 'unresolved'],
    ['open', 'unresolved', 'open'],
    ['acknowledged', 'unresolved', 'acknowledged'],
    ['resolved', 'resolved', 'resolved'],
    ['all', 'all', undefined],
  ])('with status %s stand at %s and ask for %s', (status, tab, asked) => {
    expect([tabOf(status), statusAsked(status)]).toEqual([tab, asked]);
  });

  it('count every alert in one of the first two, and all in the last', () => {
    const counts = { open: 5, acknowledged: 2, resolved: 30 };
    expect(alertTabs.map((tab) => countIn(tab, counts))).toEqual([7, 30, 37]);
  });
});
