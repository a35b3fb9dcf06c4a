/** A body that is not JSON. */
export class PlainText {
  constructor(
    readonly text: string,
    readonly contentType: string,
  ) {}
}
