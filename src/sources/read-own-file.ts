import { readFile } from 'node:fs/promises';
import { TEMPLATES } from '../own-files.ts';

/** Reads a file of the program's own templates, as text: a part of the program, no input. */
export function readOwnFile(name: string): Promise<string> {
  return readFile(new URL(name, TEMPLATES), 'utf8');
}
