/** Colours of the house, chosen to stay apart for red-blind and green-blind readers and in grey print. */
export const palette = {
  ink: '#1B2733',
  inkSoft: '#465362',
  paper: '#FFFFFF',
  ground: '#F3F5F7',
  line: '#D3DAE1',
  edge: '#7F8D9C',
  link: '#1F5FA8',
  linkSoft: '#E8F0F9',
  red: '#B3200C',
  redSoft: '#FBECE9',
  yellow: '#F2B33D',
  yellowSoft: '#FDF4E0',
  yellowEdge: '#8A5E00',
  green: '#3FA58E',
  greenEdge: '#1F6B5A',
  grey: '#6B7785',
} as const;

/** The same names for readers who ask for high contrast. */
export const strongPalette: typeof palette | Record<keyof typeof palette, string> = {
  ...palette,
  ink: '#000000',
  inkSoft: '#1B2733',
  ground: '#FFFFFF',
  line: '#465362',
  edge: '#000000',
  link: '#0B3D78',
  red: '#8F1608',
  yellowEdge: '#4A3200',
  greenEdge: '#0F4438',
  grey: '#3D4753',
};

/** Background and text of each mark: every pair holds 4.5:1. */
export const markColours = {
  severe: { background: palette.red, text: palette.paper },
  behind: { background: palette.yellow, text: palette.ink },
  watch: { background: palette.linkSoft, text: palette.link },
  met: { background: palette.green, text: palette.ink },
  'no-checkpoint': { background: palette.paper, text: palette.grey },
  pending: { background: palette.paper, text: palette.inkSoft },
} as const;
