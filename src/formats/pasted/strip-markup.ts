// What Markdown, Slack and mail programs make of a name that looks like a link, and of a line that somebody marks. No
// pattern has nested quantifiers.
const MARKDOWN_LINK = /\[([^[\]\s]{1,400})\]\((?:https?|mailto):[^()\s]{1,800}\)/g;
const SLACK_LINK = /<https?:\/\/[^<>|\s]{1,800}\|([^<>|\s]{1,400})>/g;
const MAIL_LINK = /<https?:\/\/([^<>|\s]{1,800})>/g;
/** `**bold**` round words, a cell or a whole row; `/**\/` in a path is none. */
const BOLD = /(^|[\s|>("'])\*\*(?=[^\s*])([^*\n]{0,4000}[^\s*])\*\*(?=$|[\s|<)"'.,:;])/g;
const CODE_LINE = /^(\s{0,40})(`{1,3})([^`]*)\2(\s{0,40})$/;
const CODE_OPENS = /^(\s{0,40})`{1,3}(?=[^`\s])([^`]*)$/;
const CODE_CLOSES = /^([^`]*[^`\s])`{1,3}(\s{0,40})$/;

/** Takes off a line the marks of links, of bold text and of code round all of it; the words themselves stay. */
export function stripMarkup(line: string): string {
  let plain = line;
  if (plain.includes('](')) plain = plain.replace(MARKDOWN_LINK, '$1');
  if (plain.includes('<http')) {
    plain = plain.replace(SLACK_LINK, '$1');
    plain = plain.replace(MAIL_LINK, (link, url: string, at: number, whole: string) =>
      whole.slice(0, at).endsWith(url.replace(/\/$/, '')) ? '' : link,
    );
  }
  if (plain.includes('**')) plain = plain.replace(BOLD, '$1$2');
  if (!plain.includes('`')) return plain;
  return plain.replace(CODE_LINE, '$1$3$4').replace(CODE_OPENS, '$1$2').replace(CODE_CLOSES, '$1$2');
}
