// `cat -n`, `nl` and `less -N` (a number, then blanks), `grep -n` and editors (a number, then a colon, a bar or a full stop).
const NUMBERED = /^\s{0,8}([0-9]{1,6})(?:([:|│.)]) ?|\t| {1,2}|$)(?![0-9]{2}\b)/;
/** So many lines must be numbered, and all that are not empty. */
const FEWEST = 3;

/**
 * Takes the numbers off the lines of a text in which each line has one and each is one more than that before it (`grep -n`
 * leaves some out). Null where the lines have none.
 */
export function stripLineNumbers(lines: readonly string[]): string[] | null {
  const plain: string[] = [];
  let previous: number | null = null;
  let count = 0;
  for (const line of lines) {
    if (line.trim() === '') {
      plain.push(line);
      continue;
    }
    const match = NUMBERED.exec(line);
    if (!match) return null;
    const number = Number(match[1]);
    const isNext = previous === null || number === previous + 1 || (match[2] === ':' && number > previous);
    if (!isNext) return null;
    previous = number;
    count += 1;
    plain.push(line.slice(match[0].length));
  }
  return count >= FEWEST ? plain : null;
}
