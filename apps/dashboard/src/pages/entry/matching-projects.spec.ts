import { matchingProjects } from './matching-projects';

const projects = Array.from({ length: 60 }, (_, at) => ({
  projectCode: `13043425P${String(at).padStart(4, '0')}A`,
  name: at % 2 === 0 ? `党建经费 ${at}` : `干部体检 ${at}`,
}));
const codes = (found: readonly { readonly projectCode: string }[]) => found.map(({ projectCode }) => projectCode);

describe('The projects that a search finds', () => {
  it('hold every word typed in name or code, in any case', () => {
    expect(codes(matchingProjects(projects, '0011a'))).toEqual(['13043425P0011A']);
    expect(codes(matchingProjects(projects, ' 体检  13 '))).toEqual(expect.arrayContaining(['13043425P0013A']));
    expect(matchingProjects(projects, '没有')).toEqual([]);
  });

  it('are at most fifty, and the chosen one stays among them', () => {
    expect(matchingProjects(projects, '')).toHaveLength(50);
    expect(codes(matchingProjects(projects, '', '13043425P0059A')).at(-1)).toBe('13043425P0059A');
    expect(codes(matchingProjects(projects, '', '13043425P0003A'))).toHaveLength(50);
  });
});
