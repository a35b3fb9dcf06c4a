import type { Language } from './words';

/** Messages of the services come as "中文 / English": gives the reader's side, or the whole when there is only one. */
export function inLanguage(message: string, language: Language): string {
  const at = message.lastIndexOf(' / ');
  if (at < 0) return message;
  const [chinese, english] = [message.slice(0, at), message.slice(at + 3)];
  if (!/[\u4e00-\u9fff]/.test(chinese) || /[\u4e00-\u9fff]/.test(english)) return message;
  return language === 'en' ? english : chinese;
}
