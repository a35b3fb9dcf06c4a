import { en } from './en';
import { inLanguage } from './in-language';
import { languageOf } from './words';
import { zh } from './zh';

type Leaf = readonly [path: string, word: unknown];

const leaves = (value: unknown, path: string): readonly Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, path === '' ? name : `${path}.${name}`))
    : [[path, value]];

const HAN = /[\u4e00-\u9fff]/;
const said = ([path, word]: Leaf): Leaf => [
  path,
  typeof word === 'function' ? (word as (...values: readonly string[]) => string)('1', '2', '3') : word,
];

describe('Words', () => {
  it('are the same ones in both languages', () => {
    expect(leaves(en, '').map(([path]) => path)).toEqual(leaves(zh, '').map(([path]) => path));
  });

  it('are never empty', () => {
    expect([...leaves(zh, ''), ...leaves(en, '')].map(said).filter(([, word]) => typeof word !== 'string' || word.trim() === '')).toEqual(
      [],
    );
  });

  it('hold no Chinese in English, except the name of the other language', () => {
    const chinese = leaves(en, '')
      .map(said)
      .filter(([, word]) => HAN.test(String(word)));
    expect(chinese).toEqual([['app.language', '中文']]);
  });

  it('name a checkpoint as it was published, in English by its month', () => {
    expect(['12月底', '3月底', '年中'].map((label) => [zh.checkpoint(label), en.checkpoint(label)])).toEqual([
      ['12月底', 'End of Dec'],
      ['3月底', 'End of Mar'],
      ['年中', '年中'],
    ]);
  });

  it('are Chinese unless the address asks for English', () => {
    expect(['', 'lang=en', 'lang=zh-CN', 'lang=fr'].map((query) => languageOf(new URLSearchParams(query)))).toEqual([
      'zh-CN',
      'en',
      'zh-CN',
      'zh-CN',
    ]);
  });
});

describe('A message in two languages', () => {
  it('is shown in the language of the reader', () => {
    expect(inLanguage('不能为空 / must not be empty', 'zh-CN')).toBe('不能为空');
    expect(inLanguage('不能为空 / must not be empty', 'en')).toBe('must not be empty');
  });

  it('is shown whole when it is not one', () => {
    expect(inLanguage('应为 3 / 4 的整数', 'en')).toBe('应为 3 / 4 的整数');
    expect(inLanguage('只有中文', 'en')).toBe('只有中文');
  });
});
