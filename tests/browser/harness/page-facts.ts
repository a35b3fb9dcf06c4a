import type { Visit } from './visit';

/** What a page looks like to somebody who cannot see it, or sees it on a small screen. Collected by the page itself. */
export type PageFacts = {
  readonly mains: number;
  readonly headings: readonly string[];
  readonly language: string;
  readonly menus: number;
  readonly statuses: number;
  /** Form fields, buttons and links without a name. */
  readonly nameless: readonly string[];
  /** How many pixels the page is wider than the window. */
  readonly overflow: number;
  /** Tables of which a part lies outside their frame, by their name. */
  readonly cutTables: readonly string[];
  /** Colours of Ant Design itself that are left on elements of main. */
  readonly foreignColours: readonly string[];
};

/** #ff4d4f #f5222d #cf1322, #52c41a #389e0d, #faad14 #d48806 of Ant Design, as browsers report them. */
const FOREIGN = [
  'rgb(255, 77, 79)',
  'rgb(245, 34, 45)',
  'rgb(207, 19, 34)',
  'rgb(82, 196, 26)',
  'rgb(56, 158, 13)',
  'rgb(250, 173, 20)',
  'rgb(212, 136, 6)',
];

const COLLECT = `(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const nameOf = (element) =>
    (element.getAttribute('aria-label') ?? '') +
    (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join('') +
    [...(element.labels ?? [])].map((label) => label.textContent).join('') +
    element.textContent;
  const shown = (element) => element.getClientRects().length > 0;
  const foreign = ${JSON.stringify(FOREIGN)};
  const properties = ['color', 'backgroundColor', 'borderTopColor', 'borderLeftColor', 'outlineColor', 'fill', 'stroke'];
  return {
    mains: all('main').length,
    headings: all('h1').map((heading) => heading.textContent),
    language: document.documentElement.lang,
    menus: all('nav').length,
    statuses: all('[role="status"]').length,
    nameless: all('input:not([type="hidden"]), textarea, select, button, a[href], [role="combobox"]')
      .filter((element) => shown(element) && nameOf(element).trim() === '')
      .map((element) => element.outerHTML.slice(0, 120)),
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    cutTables: all('main table')
      .filter((table) => shown(table) && table.scrollWidth > table.parentElement.clientWidth)
      .map((table) => nameOf(table).slice(0, 30)),
    foreignColours: all('main *')
      .flatMap((element) => properties.map((property) => getComputedStyle(element)[property]))
      .filter((colour) => foreign.includes(colour)),
  };
})()`;

export const pageFacts = (visit: Visit): Promise<PageFacts> => visit.page.evaluate<PageFacts>(COLLECT);
