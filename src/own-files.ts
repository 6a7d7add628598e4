/**
 * The folder of the program's own templates. It stands beside src/ and beside dist/, and this file directly in either (the
 * build puts the whole program into dist/main.js), so the way to it is the same before and after the build.
 */
export const TEMPLATES = new URL('../templates/', import.meta.url);
