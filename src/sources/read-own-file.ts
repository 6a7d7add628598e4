import { readFile } from 'node:fs/promises';

// The folder stands beside src/ and beside dist/, so the way to it is the same before and after the build.
const FOLDER = new URL('../../templates/', import.meta.url);

/** Reads a file of the program's own templates, as text: a part of the program, no input. */
export function readOwnFile(name: string): Promise<string> {
  return readFile(new URL(name, FOLDER), 'utf8');
}
