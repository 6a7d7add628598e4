import type { UnknownTexts } from '../causes/unknown-texts.ts';
import type { Bundle } from '../model/bundle.ts';
import type { CauseId } from '../model/cause.ts';
import type { Evidence, Warning } from '../model/evidence.ts';
import { parseImageReference } from '../model/image-reference.ts';
import type { Incident, JudgedFailure, Reason } from '../model/incident.ts';
import type { GoodPull, PullHistory } from '../model/pull.ts';
import type {
  CauseText,
  Report,
  ReportClock,
  ReportFailure,
  ReportGap,
  ReportGoodPull,
  ReportIncident,
  ReportInput,
  ReportReason,
  TimelineEntry,
} from '../model/report.ts';
import type { Interval } from '../model/time.ts';
import { type Citations, collectCitations } from './citations.ts';
import type { Problem } from './problems.ts';
import { redactText } from './redact.ts';
import { reportInterval } from './report-time.ts';
import { tellTimeline } from './timeline.ts';
import { titleIncident } from './titles.ts';

/** Everything that the stages found, ready to be written down. */
export interface Findings {
  readonly generatedAt: number;
  readonly version: string;
  readonly title: string | null;
  readonly author: string | null;
  readonly incidentId: string | null;
  readonly redact: boolean;
  readonly capturedAt: Interval | null;
  /** Paths of the artefacts, by the index that evidence bears. */
  readonly paths: readonly string[];
  readonly inputs: readonly ReportInput[];
  readonly bundles: readonly Bundle[];
  readonly clocks: readonly ReportClock[];
  readonly incidents: readonly Incident[];
  readonly problems: readonly Problem[];
  readonly good: readonly GoodPull[];
  readonly gaps: readonly ReportGap[];
  readonly unknownTexts: readonly UnknownTexts[];
  readonly warnings: readonly Warning[];
  readonly describeCause: (cause: CauseId, incident: Incident) => CauseText;
}

/** Of pulls that worked, so many are kept for each registry and node: they show that these worked. */
const GOOD_PER_REGISTRY_AND_NODE = 3;
const MOST_GOOD = 200;

interface Writing {
  readonly cite: Citations['cite'];
  readonly clean: (text: string) => string;
}

/** Writes the report object. The same findings give the same report, whatever the machine. */
export function buildReport(findings: Findings): Report {
  const clean = findings.redact ? redactText : (text: string) => text;
  const citations = collectCitations(findings.paths, clean);
  const writing: Writing = { cite: citations.cite, clean };
  const incidents = findings.incidents.map((incident) => writeIncident(incident, findings.describeCause, writing));
  const otherProblems = findings.problems.map(({ message, evidence, ...problem }) => ({
    ...problem,
    message: clean(message),
    evidence: writing.cite(evidence),
  }));
  return {
    schema: 'pullmortem/report/v1',
    generator: { name: 'pullmortem', version: findings.version },
    generatedAt: new Date(findings.generatedAt).toISOString(),
    title: findings.title,
    author: findings.author,
    incidentId: findings.incidentId,
    redacted: findings.redact,
    capturedAt: findings.capturedAt && reportInterval(findings.capturedAt),
    inputs: findings.inputs,
    bundles: findings.bundles.map(({ producer, title, version, root, capture, lacks, masks }, index) => ({
      id: `bundle-${index + 1}`,
      producer,
      title,
      version: version === null ? null : clean(version),
      root,
      capturedAt: capture && reportInterval(capture.value),
      lacks,
      masks,
    })),
    clocks: findings.clocks,
    incidents,
    otherProblems,
    goodPulls: writeGoodPulls(findings.good, writing),
    gaps: findings.gaps,
    ...writeUnknownTexts(findings.unknownTexts, writing),
    timeline: writeTimeline(findings.incidents, writing),
    evidence: citations.list,
    warnings: findings.warnings.map((warning) => ({ ...warning, message: clean(warning.message) })),
  };
}

function writeIncident(incident: Incident, describe: Findings['describeCause'], writing: Writing): ReportIncident {
  const { failures } = incident;
  const text = describe(incident.cause.id, incident);
  return {
    id: incident.id,
    title: writing.clean(titleIncident(incident, text.title)),
    cause: incident.cause,
    alternatives: incident.alternatives,
    reasoning: incident.reasoning.map((reason) => writeReason(reason, writing)),
    decidedBy: incident.decidedBy,
    causeTitle: writing.clean(text.title),
    explanation: text.explanation,
    whoActs: writing.clean(text.whoActs),
    transience: text.transience,
    scope: incident.scope,
    registry: incident.registry,
    images: distinct(failures, ({ history }) => history.image ?? history.subject.image).map(writing.clean),
    nodes: distinct(failures, ({ history }) => history.subject.node),
    namespaces: distinct(failures, ({ history }) => history.subject.namespace),
    startedAt: reportInterval(incident.startedAt),
    endedAt: incident.endedAt && reportInterval(incident.endedAt),
    status: incident.status,
    phases: incident.phases.map(({ state, from, to }) => ({
      state,
      from: reportInterval(from),
      to: reportInterval(to),
    })),
    impact: incident.impact,
    triggers: incident.triggers.map(({ at, statement, evidence }) => ({
      at: reportInterval(at),
      statement: writing.clean(statement),
      evidence: writing.cite(evidence),
    })),
    recoveryLagSeconds: incident.recoveryLagSeconds,
    failures: failures.map((failure) => writeFailure(failure, writing)),
    remediation: text.remediation.map(({ action, commands }) => ({
      action: writing.clean(action),
      commands: commands.map(writing.clean),
    })),
  };
}

function writeUnknownTexts(texts: readonly UnknownTexts[], { cite, clean }: Writing): Pick<Report, 'unknownTexts'> {
  if (texts.length === 0) return {};
  return {
    unknownTexts: texts.map(({ pattern, count, example, evidence }) => ({
      pattern: clean(pattern),
      count,
      example: clean(example),
      evidence: cite(evidence),
    })),
  };
}

function writeReason({ statement, supports, against, evidence }: Reason, { cite, clean }: Writing): ReportReason {
  return { statement: clean(statement), supports, against, evidence: cite(evidence) };
}

function writeFailure({ history, verdict }: JudgedFailure, { cite, clean }: Writing): ReportFailure {
  const { subject, workload } = history;
  return {
    namespace: subject.namespace,
    pod: subject.pod,
    podUid: subject.podUid,
    container: subject.container,
    containerType: subject.containerType,
    node: subject.node,
    image: subject.image === null ? null : clean(subject.image),
    workload: workload && `${workload.kind}/${workload.name}`,
    cause: verdict.cause.id,
    causeProvenance: verdict.provenance,
    undecidedWith: history.undecidedWith,
    firstFailureAt: reportInterval(history.firstFailureAt),
    lastFailureAt: reportInterval(history.lastFailureAt),
    recoveredAt: history.recoveredAt && reportInterval(history.recoveredAt),
    deletedAt: history.deletedAt && reportInterval(history.deletedAt),
    attemptCount: history.attemptCount,
    attempts: history.attempts.map(({ at, startedAt, outcome, basis, message, evidence }) => ({
      at: reportInterval(at),
      startedAt: startedAt && reportInterval(startedAt),
      outcome,
      basis,
      message: message === null ? null : clean(message),
      evidence: cite(evidence),
    })),
    backoff: history.backoff.map(({ from, to, ...wait }) => ({
      from: reportInterval(from),
      to: reportInterval(to),
      ...wait,
    })),
    waitingReasons: history.waiting.map(({ reason, from, to }) => ({
      reason,
      from: reportInterval(from),
      to: reportInterval(to),
    })),
    remarks: history.remarks.map(({ statement, evidence }) => ({
      statement: clean(statement),
      evidence: cite(evidence),
    })),
    evidence: cite(history.evidence),
  };
}

function writeTimeline(incidents: readonly Incident[], { cite, clean }: Writing): TimelineEntry[] {
  return tellTimeline(incidents).map(({ at, kind, history, text, evidence, incident }) => ({
    at: reportInterval(at),
    kind,
    ...objectOf(history),
    text: clean(text),
    evidence: cite(evidence),
    incident,
  }));
}

function objectOf(history: PullHistory | null) {
  const subject = history?.subject;
  return {
    namespace: subject?.namespace ?? null,
    pod: subject?.pod ?? null,
    container: subject?.container ?? null,
    node: subject?.node ?? null,
  };
}

function writeGoodPulls(good: readonly GoodPull[], { cite }: Writing): ReportGoodPull[] {
  const written: ReportGoodPull[] = [];
  const seen = new Map<string, number>();
  for (const { image, pulled, subject, at, evidence } of good) {
    if (!pulled || image === null || written.length >= MOST_GOOD) continue;
    const registry = parseImageReference(image)?.registry ?? null;
    const key = `${registry}\n${subject.node}`;
    const known = seen.get(key) ?? 0;
    if (known >= GOOD_PER_REGISTRY_AND_NODE) continue;
    seen.set(key, known + 1);
    written.push({
      at: reportInterval(at),
      image,
      registry,
      node: subject.node,
      evidence: cite([evidence as Evidence]),
    });
  }
  return written.sort((a, b) => (a.at.earliest < b.at.earliest ? -1 : a.at.earliest > b.at.earliest ? 1 : 0));
}

function distinct(failures: readonly JudgedFailure[], of: (failure: JudgedFailure) => string | null): string[] {
  return [...new Set(failures.map(of))].filter((text) => text !== null).sort();
}
