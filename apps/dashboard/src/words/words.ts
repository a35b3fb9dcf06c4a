import { en } from './en';
import { zh } from './zh';

/** Every word on screen. The Chinese text is the original; a translation that lacks a word does not compile. */
export type Words = typeof zh;

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of an address; Chinese unless it asks for English. */
export const languageOf = (search: URLSearchParams): Language => (search.get('lang') === 'en' ? 'en' : 'zh-CN');

export const wordsIn = (language: Language): Words => (language === 'en' ? en : zh);
