// What collectors put in place of secrets and names, which tells nothing of them: Troubleshoot `***HIDDEN***` and
// `***TOKEN_username_ABC***` (pkg/redact), sos `********`, others. Not `x-ipv4-0000000001-x` of must-gather-clean: equal names
// are masked alike there, so such a name still tells one from the other.
const MASK = /\*\*\*[A-Za-z0-9_]{3,64}\*\*\*|\*{6,}|[[<](?:redacted|hidden|masked)[\]>]|(?:^|[/@.:])x{6,}(?:$|[/@.:])/i;

/** Whether a name was masked before the files were handed on. It is no name, and equal ones need not have been equal. */
export function isMasked(name: string): boolean {
  return MASK.test(name);
}
