import { simulatedProject } from './index';

const county = { seed: '1', fiscalYear: 2025 };
const projects = Array.from({ length: 2_500 }, (_, index) => simulatedProject(county, index));

describe('a simulated county', () => {
  it('is the same for the same seed, project by project, however many are asked for', () => {
    expect(JSON.stringify(simulatedProject(county, 1_234))).toBe(JSON.stringify(projects[1_234]));
  });

  it('gives every project a code of its own in a region that does not exist', () => {
    expect(new Set(projects.map(({ codeBody }) => codeBody)).size).toBe(projects.length);
    expect(projects.every(({ codeBody }) => /^99\d{4}25P\d{11}$/.test(codeBody))).toBe(true);
  });

  it('does not share codes with a county of another seed', () => {
    const codes = new Set(projects.map(({ codeBody }) => codeBody));
    expect(projects.some((_, index) => codes.has(simulatedProject({ ...county, seed: '2' }, index).codeBody))).toBe(false);
  });

  it('says 模拟 in the name of every project and unit', () => {
    expect(projects.every(({ targets }) => targets.name.includes('模拟') && targets.unit.name.startsWith('模拟'))).toBe(true);
  });

  it('has 20 projects a unit and 100 units a county', () => {
    expect(new Set(projects.map(({ targets }) => targets.unit.code)).size).toBe(125);
    expect(new Set(projects.map(({ targets }) => targets.region))).toEqual(new Set(['990001', '990002']));
  });

  it('plans in several shapes, blank cells among them', () => {
    const shapes = new Set(projects.map(({ targets }) => targets.plan.map(({ percent }) => percent ?? '—').join(' ')));
    expect(shapes.size).toBeGreaterThanOrEqual(8);
    expect(shapes).toContain('— — — 100.00');
  });
});
