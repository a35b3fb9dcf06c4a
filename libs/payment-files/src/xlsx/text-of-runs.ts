/** The text of plain and rich strings; how it is pronounced (rPh) is no part of it. */
export class TextOfRuns {
  private text = '';
  private isText = false;
  private spoken = 0;

  open(name: string): void {
    if (name === 'rPh') this.spoken += 1;
    if (name === 't') this.isText = this.spoken === 0;
  }

  add(piece: string): void {
    if (this.isText) this.text += piece;
  }

  close(name: string): void {
    if (name === 'rPh') this.spoken -= 1;
    if (name === 't') this.isText = false;
  }

  take(): string {
    const text = this.text;
    this.text = '';
    return unescaped(text);
  }
}

/** Spreadsheets write a control character as its code, such as _x000D_ for a carriage return. */
export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text;
