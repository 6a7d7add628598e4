// What stands around kubectl's output in a terminal or a ticket, by its beginning: prompts, fences, the next command's
// output, log lines. Each is anchored and without nested quantifiers.
const FOREIGN = [
  // The next description, or the header of another table.
  /^(?:Name|Namespace):(?: {2,}|\t)/,
  /^(?:NAMESPACE|NAME|LAST SEEN|LASTSEEN)(?: {2,}|\t)[A-Z]/,
  // Prompts of shells and PowerShell.
  /^[$#%>❯➜] \S/,
  /^\[?[\w.-]{1,64}@[\w.-]{1,128}[^\s$#%]{0,80}[ :][^$#%]{0,120}[$#%](?: |$)/,
  /^PS [A-Za-z]:[^>]{0,200}>/,
  /^(?:sudo )?(?:kubectl|oc|k3s|microk8s|crictl|docker|podman|helm) [a-z]/,
  /^(?:```|~~~|-----|=====|---$)/,
  // Log lines: klog, journald, ISO 8601, logfmt.
  /^[IWEF][0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}/,
  /^[A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} /,
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}/,
  /^time="[0-9]/,
  /^(?:Error from server|Request log error: |error: |No resources found)/,
];

/** Whether a line belongs to something else than kubectl's output before it. */
export function isForeignLine(text: string): boolean {
  const start = text.trimStart().slice(0, 400);
  return FOREIGN.some((pattern) => pattern.test(start));
}
