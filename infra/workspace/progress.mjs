/** One line on stderr while a slow step runs (stdout belongs to the command's answer), closed with the seconds it took. */
export async function withProgress(sentence, work) {
  const { stderr } = process;
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  stderr.write(stderr.isTTY ? sentence : `${sentence}\n`);
  const ticking = stderr.isTTY ? setInterval(() => stderr.write(`\r${sentence} ${seconds()}`), 1000) : undefined;
  try {
    const answer = await work();
    stderr.write(stderr.isTTY ? `\r${sentence} ${seconds()}\n` : `  完成，用时 / done in ${seconds()}\n`);
    return answer;
  } finally {
    clearInterval(ticking);
  }
}
