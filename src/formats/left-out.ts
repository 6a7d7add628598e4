/**
 * Stands in an excerpt for what was left out of it. `…` is what journalctl itself cuts lines with; and one
 * such character makes V8 keep all of a text in two bytes each.
 */
export const LEFT_OUT = '[...]';
