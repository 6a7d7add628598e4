// klog's header (kubernetes/klog internal/buffer FormatHeader), its JSON (component-base/logs/json), and logrus' two
// formatters (sirupsen/logrus text_formatter.go, json_formatter.go).
const KLOG = /^[IWEF][0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6} +[0-9]+ [^\s:\]]+:[0-9]+\]/;
const LOGFMT = /^(?:time="?[0-9]{4}-|level=[a-z]{4,7} msg=)/;
const TIMED_BY_KLOG = /"ts":\s?[0-9]/;
const LEVEL_OF_LOGRUS = /"level":\s?"[a-z]{4,7}"/;
/** The keys that tell stand at the beginning or the end of an object. */
const EDGE_BYTES = 4000;

/** Whether a text is a line as kubelets and container runtimes write it themselves, with nothing before it. */
export function isProgramLine(text: string): boolean {
  switch (text.charCodeAt(0)) {
    case 69: // E
    case 70: // F
    case 73: // I
    case 87: // W
      return KLOG.test(text);
    case 108: // l
    case 116: // t
      return LOGFMT.test(text);
    case 123: // {
      return isJsonLine(text);
    default:
      return false;
  }
}

function isJsonLine(text: string): boolean {
  if (!text.includes('"msg":')) return false;
  const edges = text.length > EDGE_BYTES * 2 ? text.slice(0, EDGE_BYTES) + text.slice(-EDGE_BYTES) : text;
  return TIMED_BY_KLOG.test(edges) || LEVEL_OF_LOGRUS.test(edges);
}
