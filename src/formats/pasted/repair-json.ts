/**
 * Parses a piece that was cut out of JSON text: closers of what began before it are dropped, what its end leaves open is
 * closed, an unfinished last field is dropped or its text taken as far as it goes. Gives the values of the outermost level,
 * in order, each whole or with what is left of it; empty where nothing can be made of it.
 */
export function repairJson(text: string): unknown[] {
  const values: unknown[] = [];
  for (const piece of balance(text)) {
    const value = parsePiece(piece);
    if (value !== undefined) values.push(value);
  }
  return values;
}

interface Piece {
  /** Members or elements, without the brackets around them where these are missing. */
  readonly body: string;
  /** Closing brackets that are missing at the end, innermost first. */
  readonly missing: string;
}

/** Cuts the text where a closing bracket has no opening one, so that each piece stands on one level. */
function balance(text: string): Piece[] {
  const pieces: Piece[] = [];
  let stack: string[] = [];
  let inString = false;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (inString) {
      if (letter === '\\') at += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{' || letter === '[') stack.push(letter === '{' ? '}' : ']');
    else if (letter === '}' || letter === ']') {
      if (stack.pop() === letter) continue;
      pieces.push({ body: text.slice(from, at), missing: '' });
      stack = [];
      from = at + 1;
    }
  }
  const open = inString ? `"${stack.reverse().join('')}` : stack.reverse().join('');
  pieces.push({ body: text.slice(from).replace(inString ? /\\$/ : /$^/, ''), missing: open });
  return pieces;
}

/** More fields than these are not dropped from the end of a piece to make it whole. */
const DROPPED = 4;

function parsePiece({ body, missing }: Piece): unknown {
  let trimmed = body.trim().replace(/^,\s*/, '');
  for (let dropped = 0; dropped <= DROPPED && trimmed !== ''; dropped++) {
    const closed = (dropped === 0 ? trimmed + missing : trimmed + missing.replace(/^"/, '')).replace(
      /,(\s*[}\]]*)$/,
      '$1',
    );
    for (const candidate of [closed, `{${closed}}`, `[${closed}]`]) {
      const value = parse(candidate);
      if (value !== undefined) return value;
    }
    // The last field is cut in its key, or before its value.
    const comma = Math.max(trimmed.lastIndexOf(',\n'), trimmed.lastIndexOf(', "'), trimmed.lastIndexOf(',"'));
    const opener = Math.max(trimmed.lastIndexOf('{'), trimmed.lastIndexOf('['));
    if (comma < 0 && opener < 0) return undefined;
    trimmed = comma > opener ? trimmed.slice(0, comma) : trimmed.slice(0, opener + 1);
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
