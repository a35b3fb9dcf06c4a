/**
 * Full-width letters, digits and signs as one types them on a keyboard. Unlike NFKC it leaves footnote marks such as "²" and "①" alone, which
 * must not turn into digits of an amount.
 */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replaceAll('￥', '¥');
