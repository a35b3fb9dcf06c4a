import { palette, strongPalette } from './palette';
import type { ReadingPreferences } from './reading-preferences';

/** Hands the palette to the style sheet as custom properties ("--ink-soft"). */
export function applyPalette({ largeType, highContrast }: ReadingPreferences): void {
  const root = document.documentElement;
  for (const [name, colour] of Object.entries(highContrast ? strongPalette : palette)) {
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, colour);
  }
  root.style.setProperty('--type', largeType ? '18px' : '14px');
  root.dataset['contrast'] = highContrast ? 'high' : 'usual';
}
