/** Full-width digits, letters and signs become ASCII, box-drawing ═ becomes =, all space goes. */
export const withoutSpaceAndWidth = (raw: string): string =>
  raw
    .replace(/[\s\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/═/g, '=');
