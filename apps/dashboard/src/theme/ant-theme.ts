import type { ThemeConfig } from 'antd';
import { fontFamily } from './font-family';
import { palette, strongPalette } from './palette';

export type Reading = { readonly largeType: boolean; readonly highContrast: boolean };

/** Ant Design in the colours of the house. Its own red, green and gold are replaced at the seed, so that no shade of them is left. */
export function antTheme({ largeType, highContrast }: Reading): ThemeConfig {
  const colours = highContrast ? strongPalette : palette;
  return {
    hashed: false,
    token: {
      ...presetColours,
      colorPrimary: colours.link,
      colorInfo: colours.link,
      colorLink: colours.link,
      colorSuccess: colours.green,
      colorSuccessText: colours.greenEdge,
      colorWarning: colours.yellow,
      colorWarningText: colours.yellowEdge,
      colorError: colours.red,
      colorErrorText: colours.red,
      colorText: colours.ink,
      colorTextSecondary: colours.inkSoft,
      colorTextTertiary: colours.inkSoft,
      colorTextPlaceholder: colours.inkSoft,
      colorTextDescription: colours.inkSoft,
      colorTextDisabled: colours.inkSoft,
      colorBorder: colours.edge,
      colorBorderSecondary: colours.line,
      colorBgLayout: colours.ground,
      fontFamily,
      fontSize: largeType ? 18 : 14,
      controlHeight: largeType ? 42 : 34,
      borderRadius: 4,
      motion: !prefersReducedMotion(),
    },
    components: {
      Table: {
        headerBg: colours.ground,
        headerColor: colours.ink,
        headerSplitColor: 'transparent',
        borderColor: colours.line,
        rowHoverBg: colours.linkSoft,
        cellPaddingBlockSM: largeType ? 9 : 7,
        cellPaddingInlineSM: 10,
      },
      Form: { verticalLabelPadding: '0 0 4px', itemMarginBottom: largeType ? 36 : 30 },
      Modal: { titleFontSize: largeType ? 20 : 17 },
    },
  };
}

const presetColours = {
  red: palette.red,
  volcano: palette.red,
  magenta: palette.red,
  pink: palette.red,
  orange: palette.yellow,
  gold: palette.yellow,
  yellow: palette.yellow,
  lime: palette.green,
  green: palette.green,
  cyan: palette.green,
  blue: palette.link,
  geekblue: palette.link,
  purple: palette.link,
} as const;

const prefersReducedMotion = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
