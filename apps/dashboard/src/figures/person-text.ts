import type { Words } from '../words/words';

/** "张三（zhang）": the name of an account with the account itself; a system by its word; an account that is no more as it was. */
export function personText(account: string, names: ReadonlyMap<string, string>, words: Words['people']): string {
  const name = names.get(account);
  if (name === undefined) return (words.actors as Readonly<Record<string, string>>)[account] ?? account;
  return name === account ? account : words.named(name, account);
}
