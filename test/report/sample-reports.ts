import type {
  Report,
  ReportAttempt,
  ReportFailure,
  ReportGoodPull,
  ReportIncident,
  ReportInterval,
} from '../../src/model/report.ts';

/** Reports made by rule, for tests of the renderers and for looking at pages: no recorded input is in them. */

const DAY = Date.UTC(2024, 3, 2);
const LAW = [10, 20, 40, 80, 160, 300];

/** An instant of the sample day, from `17:04:42`, as an interval `width` seconds long. */
function at(clock: string, width = 0): ReportInterval {
  return interval(readClock(clock), width);
}

function interval(instant: number, width = 0): ReportInterval {
  return { earliest: new Date(instant).toISOString(), latest: new Date(instant + width * 1000).toISOString() };
}

function readClock(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return DAY + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

const EMPTY: Report = {
  schema: 'pullmortem/report/v1',
  generator: { name: 'pullmortem', version: '1.0.0' },
  generatedAt: '2026-01-01T00:00:00.000Z',
  title: null,
  author: null,
  incidentId: null,
  redacted: true,
  capturedAt: null,
  inputs: [],
  bundles: [],
  clocks: [],
  incidents: [],
  otherProblems: [],
  goodPulls: [],
  gaps: [],
  timeline: [],
  evidence: [],
  warnings: [],
};

interface PodPlan {
  readonly namespace: string;
  readonly workload: string;
  readonly suffix: string;
  readonly node: string;
  readonly image: string;
  readonly start: string;
  /** When the registry answers again; null: never. */
  readonly fixed: string | null;
  readonly capture: string;
  readonly message: string;
  /** How many of the first attempts are inferred. */
  readonly inferred?: number;
}

/** Lives through the kubelet's law: fails, waits, tries again, until the fault is over or the files are captured. */
function live(plan: PodPlan, cite: (excerpt: string) => number): ReportFailure {
  const attempts: ReportAttempt[] = [];
  const backoff: ReportFailure['backoff'][number][] = [];
  const fixed = plan.fixed === null ? Infinity : readClock(plan.fixed);
  const capture = readClock(plan.capture);
  let now = readClock(plan.start);
  let recovered: number | null = null;
  for (let number = 0; now < capture; number += 1) {
    const basis = number < (plan.inferred ?? 0) ? 'inferred' : 'observed';
    if (now >= fixed) {
      recovered = now;
      const evidence = [cite(`PullImage "${plan.image}" returns image reference "sha256:82bd1c17e617"`)];
      attempts.push({ at: interval(now, 2), startedAt: null, outcome: 'succeeded', basis, message: null, evidence });
      break;
    }
    const excerpt = `E0402 failed to "StartContainer" for "app" with ErrImagePull: "${plan.message}" pod="${plan.namespace}/${plan.workload}${plan.suffix}"`;
    const evidence = basis === 'observed' ? [cite(excerpt)] : [];
    const width = basis === 'observed' ? 1.2 : 25;
    attempts.push({
      at: interval(now, width),
      startedAt: null,
      outcome: 'failed',
      basis,
      message: plan.message,
      evidence,
    });
    const delaySeconds = LAW[Math.min(number, 5)] ?? 300;
    const wait = delaySeconds + 1 + ((number * 7 + plan.suffix.length * 3) % 13);
    backoff.push({ from: interval(now), to: interval(Math.min(now + wait * 1000, capture)), delaySeconds, basis });
    now += wait * 1000;
  }
  const failed = attempts.filter((attempt) => attempt.outcome === 'failed');
  return {
    namespace: plan.namespace,
    pod: `${plan.workload}${plan.suffix}`,
    podUid: `uid-${plan.namespace}-${plan.workload}${plan.suffix}`,
    container: 'app',
    containerType: 'regular',
    node: plan.node,
    image: plan.image,
    workload: `${plan.namespace}/Deployment/${plan.workload}`,
    cause: 'connection-refused',
    causeProvenance: 'direct',
    undecidedWith: [],
    firstFailureAt: failed[0]!.at,
    lastFailureAt: failed.at(-1)!.at,
    recoveredAt: recovered === null ? null : interval(recovered, 2),
    deletedAt: null,
    attemptCount: { min: failed.length, max: failed.length },
    attempts,
    backoff,
    waitingReasons: sample(readClock(plan.start), recovered ?? capture),
    remarks: [],
    evidence: [...new Set(attempts.flatMap((attempt) => attempt.evidence))],
  };
}

/** Samples of the waiting reason every 30 s, of which some were missed. */
function sample(from: number, to: number): ReportFailure['waitingReasons'] {
  const spans: ReportFailure['waitingReasons'][number][] = [];
  for (let now = Math.ceil(from / 30_000) * 30_000, number = 0; now < to && number < 600; now += 30_000, number += 1) {
    if (number % 29 === 17) continue;
    spans.push({
      reason: number % 11 === 2 ? 'ErrImagePull' : 'ImagePullBackOff',
      from: interval(now),
      to: interval(now),
    });
  }
  return spans;
}

function collectEvidence(): { cite: (excerpt: string, input?: string) => number; list: Report['evidence'][number][] } {
  const list: Report['evidence'][number][] = [];
  return {
    list,
    cite(excerpt, input = 'outage.tar.gz!/kubelet/node.log') {
      list.push({ input, line: 1000 + list.length * 7, item: null, excerpt });
      return list.length - 1;
    },
  };
}

function tellTimeline(incidents: readonly ReportIncident[]): Report['timeline'] {
  return incidents.flatMap((incident) =>
    incident.failures.flatMap((failure) =>
      failure.attempts
        .filter((attempt) => attempt.basis === 'observed')
        .map((attempt) => ({
          at: attempt.at,
          kind: attempt.outcome === 'failed' ? 'pull-failed' : 'pull-succeeded',
          namespace: failure.namespace,
          pod: failure.pod,
          container: failure.container,
          node: failure.node,
          text: `Pull of ${failure.image} ${attempt.outcome === 'failed' ? 'failed' : 'worked'}`,
          evidence: attempt.evidence,
          incident: incident.id,
        })),
    ),
  );
}

const NODES = ['ip-10-0-6-232', 'ip-10-0-25-22', 'ip-10-0-48-39', 'ip-10-0-21-196'].map(
  (name) => `${name}.ec2.internal`,
);

function logInput(node: string, from: string): Report['inputs'][number] {
  return {
    path: `outage.tar.gz!/kubelet/${node}.log`,
    format: 'kubelet-log',
    bytes: 3_743_651,
    records: 12_561,
    observations: 310,
    span: { earliest: at(from).earliest, latest: at('18:07:06').earliest },
    status: 'read',
    note: null,
    node,
  };
}

function otherInput(path: string, format: string, records: number, from: string, to: string): Report['inputs'][number] {
  const span = { earliest: at(from).earliest, latest: at(to).earliest };
  return {
    path: `outage.tar.gz!/${path}`,
    format,
    bytes: records * 1311,
    records,
    observations: records,
    span,
    status: 'read',
    note: null,
    node: null,
  };
}

function goodPull(clock: string, image: string, node: string | null, evidence: number): ReportGoodPull {
  return { at: at(clock, 2), image, registry: image.split('/')[0] ?? null, node, evidence: [evidence] };
}

/** One registry, ten pods on four nodes, recovered: the case of the visual target. */
export function makeOutageReport(): Report {
  const { cite, list } = collectEvidence();
  const message = (repository: string) =>
    `failed to pull and unpack image "registry.acme.example/apps/${repository}": failed to resolve reference: failed to do request: Head "https://registry.acme.example/v2/apps/${repository}/manifests/1": dial tcp 10.40.7.17:443: connect: connection refused`;
  const plans: [string, string, string, number, string, number][] = [
    ['shop', 'cart', '-s89z9smhwv-8z76k', 0, '17:04:48', 6],
    ['platform', 'search', '-4rdwsmxgc-5khdr', 0, '17:14:26', 0],
    ['web', 'mailer', '-rrxcfpck8n-nmxn4', 0, '17:15:30', 0],
    ['shop', 'cart', '-s89z9smhwv-zq5vq', 1, '17:04:42', 0],
    ['payments', 'checkout', '-55ktv2c7r-6dx9f', 1, '17:12:39', 0],
    ['web', 'mailer', '-rrxcfpck8n-nltqx', 1, '17:15:34', 0],
    ['data', 'billing', '-96htgzqtnl-fndr2', 2, '17:08:22', 0],
    ['payments', 'checkout', '-55ktv2c7r-c4rr7', 2, '17:12:41', 0],
    ['data', 'billing', '-96htgzqtnl-2m7cp', 3, '17:08:24', 0],
    ['platform', 'search', '-4rdwsmxgc-mtp7v', 3, '17:14:29', 0],
  ];
  const failures = plans.map(([namespace, workload, suffix, node, start, inferred]) =>
    live(
      {
        namespace,
        workload,
        suffix,
        node: NODES[node]!,
        image: `registry.acme.example/apps/${workload}:${100 + workload.length * 89}`,
        start,
        fixed: '17:28:20',
        capture: '18:07:06',
        message: message(workload),
        inferred,
      },
      cite,
    ),
  );
  const good = [
    cite('PullImage "quay.io/acme/tool:3.3" returns image reference'),
    cite('Successfully pulled image "registry.k8s.io/pause:3.9" in 1.2s'),
  ];
  const lastFailed = failures
    .map((failure) => failure.lastFailureAt)
    .sort((a, b) => (a.latest < b.latest ? 1 : -1))[0]!;
  const firstWorked = failures
    .flatMap((failure) => failure.recoveredAt ?? [])
    .sort((a, b) => (a.latest < b.latest ? -1 : 1))[0]!;
  const incident: ReportIncident = {
    id: 'INC-1',
    title: 'Connection refused by registry.acme.example',
    cause: { id: 'connection-refused', confidence: 0.97 },
    alternatives: [
      { id: 'registry-unavailable', confidence: 0.02 },
      { id: 'network-unreachable', confidence: 0.01 },
    ],
    reasoning: [
      {
        statement: 'Every one of 70 recorded errors ends in "connect: connection refused" at one address.',
        supports: ['connection-refused'],
        against: [],
        evidence: [0, 5, 9, 14, 20],
      },
      {
        statement: 'The same nodes pulled from two other registries meanwhile.',
        supports: ['connection-refused'],
        against: ['dns-failure'],
        evidence: good,
      },
      {
        statement: 'Credentials, tag or policy: the connection ended before any HTTP was spoken.',
        supports: [],
        against: ['credentials-missing', 'tag-not-found'],
        evidence: [3],
      },
      {
        statement: 'Who refused: the registry, a load balancer without back ends, or a firewall that rejects.',
        supports: [],
        against: [],
        evidence: [],
      },
    ],
    decidedBy: 'nc -vz -w3 10.40.7.17 443',
    causeTitle: 'Nothing accepts connections there',
    explanation: 'The host answered with a reset: nothing listens on that port.',
    whoActs: 'The team that runs registry.acme.example. Nothing to change in the cluster.',
    transience: 'transient',
    scope: 'registry',
    registry: 'registry.acme.example',
    images: [...new Set(failures.map((failure) => failure.image!))].sort(),
    nodes: [...NODES].sort(),
    namespaces: ['data', 'payments', 'platform', 'shop', 'web'],
    startedAt: at('17:04:42', 1.4),
    endedAt: { earliest: lastFailed.earliest, latest: firstWorked.latest },
    status: 'recovered',
    phases: [
      {
        state: 'failing',
        from: at('17:04:42', 1.4),
        to: { earliest: lastFailed.earliest, latest: firstWorked.latest },
      },
    ],
    impact: {
      pods: 10,
      workloads: [
        'data/Deployment/billing',
        'payments/Deployment/checkout',
        'platform/Deployment/search',
        'shop/Deployment/cart',
        'web/Deployment/mailer',
      ],
      podMinutes: { min: 190.2, max: 192 },
    },
    triggers: [],
    recoveryLagSeconds: { min: 180, max: 313 },
    failures,
    remediation: [
      {
        action:
          'Ask for the registry and load-balancer logs of 17:00–17:29. Then see that it answers; status 200 or 401 is healthy:',
        commands: ['curl -sI https://registry.acme.example/v2/'],
      },
      { action: 'Alert on ImagePullBackOff for more than 5 minutes.', commands: [] },
    ],
  };
  return {
    ...EMPTY,
    capturedAt: at('18:07:06', 0.7),
    inputs: [
      logInput(NODES[0]!, '17:13:59'),
      ...NODES.slice(1).map((node) => logInput(node, '16:46:48')),
      otherInput('events.json', 'events-json', 112, '17:07:06', '18:07:06'),
      otherInput('prometheus/waiting.json', 'prometheus-range', 240, '17:05:00', '17:31:30'),
      otherInput('describe/all-pods.txt', 'kubectl-describe', 17, '18:07:06', '18:07:06'),
    ],
    clocks: NODES.map((node, index) => ({
      id: `clock-${index}`,
      inputs: [index],
      node,
      notation: index === 1 ? 'yearless' : 'absolute',
      setBy: '20 events: stamp against the API server’s creation time',
      offsetSeconds: [
        { min: 67, max: 69 },
        { min: -70, max: -69 },
        { min: -55.1, max: -54.8 },
        { min: -1, max: 1 },
      ][index]!,
    })),
    incidents: [incident],
    otherProblems: [
      {
        kind: 'crash-loop',
        namespace: 'batch',
        pod: 'worker-crash-2kkbx',
        container: 'app',
        node: NODES[0]!,
        reason: 'CrashLoopBackOff',
        message: 'back-off 5m0s restarting failed container',
        evidence: [cite('back-off 5m0s restarting failed container=app')],
      },
      {
        kind: 'scheduling',
        namespace: 'ml-serving',
        pod: 'trainer-ddxwf',
        container: null,
        node: null,
        reason: 'FailedScheduling',
        message: '0/4 nodes are available',
        evidence: [cite('0/4 nodes are available')],
      },
    ],
    goodPulls: [
      goodPull('17:17:55', 'quay.io/acme/tool:3.3', NODES[1]!, good[0]!),
      goodPull('17:22:21', 'registry.k8s.io/pause:3.9', NODES[0]!, good[1]!),
    ],
    gaps: [
      {
        id: 'start',
        statement:
          'When the fault began: no pull from registry.acme.example is recorded between 16:46:48 and 17:04:42, so it may have been down for all of that time.',
        collect: ['# on a registry host', 'journalctl -u registry --since "2024-04-02 16:40" --utc'],
      },
      {
        id: 'noticed',
        statement: 'When people noticed. No alert is in the files.',
        collect: ['amtool alert query --alertmanager.url=URL image'],
      },
    ],
    timeline: tellTimeline([incident]),
    evidence: list,
  };
}

/** Four faults that have nothing in common and none of which is over. */
export function makeMixedReport(): Report {
  const { cite, list } = collectEvidence();
  const plans = [
    [
      'INC-1',
      'tag-not-found',
      'Tag 1.25-alpinee is not in Docker Hub/nginx',
      'docker.io/library/nginx:1.25-alpinee',
      4,
      0.98,
      'docker.io',
    ],
    [
      'INC-2',
      'tls-untrusted-ca',
      '2 nodes do not trust the certificate of harbor.corp.example',
      'harbor.corp.example/base/app:4',
      2,
      0.98,
      'harbor.corp.example',
    ],
    [
      'INC-3',
      'credentials-missing',
      'registry.acme.example wants a login for team/secret-app',
      'registry.acme.example/team/secret-app:1',
      2,
      0.91,
      'registry.acme.example',
    ],
    [
      'INC-4',
      'platform-mismatch',
      'quay.io/acme/amd64-only:1.2 has no image for the node’s platform',
      'quay.io/acme/amd64-only:1.2',
      1,
      0.6,
      'quay.io',
    ],
  ] as const;
  const incidents = plans.map(([id, cause, title, image, pods, confidence, registry], index): ReportIncident => {
    const start = `15:${String(9 + index * 3).padStart(2, '0')}:24`;
    const failures = Array.from({ length: pods }, (_, number) => ({
      ...live(
        {
          namespace: 'shop',
          workload: `web${index}`,
          suffix: `-7d9f-${number}abc`,
          node: NODES[number % 2]!,
          image,
          start,
          fixed: null,
          capture: '17:25:54',
          message: `${image}: ${title}`,
        },
        cite,
      ),
      cause,
    }));
    return {
      ...makeOutageReport().incidents[0]!,
      id,
      title,
      cause: { id: cause, confidence },
      alternatives: [],
      causeTitle: cause.replaceAll('-', ' '),
      whoActs: 'Owner of shop/web',
      reasoning: [{ statement: title, supports: [cause], against: [], evidence: failures[0]!.evidence.slice(0, 2) }],
      decidedBy: null,
      scope: 'image',
      registry,
      images: [image],
      nodes: [...new Set(failures.map((failure) => failure.node!))],
      namespaces: ['shop'],
      startedAt: at(start, 1.4),
      endedAt: null,
      status: 'ongoing',
      phases: [{ state: 'failing', from: at(start, 1.4), to: at('17:25:54') }],
      impact: { pods, workloads: [`shop/Deployment/web${index}`], podMinutes: { min: 100 * pods, max: 137 * pods } },
      recoveryLagSeconds: null,
      failures,
      remediation: [
        {
          action: 'Correct the tag; 1.25-alpine is one letter away.',
          commands: [`kubectl -n shop set image deploy/web${index} app=nginx:1.25-alpine`],
        },
      ],
    };
  });
  const outage = makeOutageReport();
  return {
    ...outage,
    capturedAt: at('17:25:54', 1),
    incidents,
    goodPulls: [],
    timeline: tellTimeline(incidents),
    evidence: list,
    otherProblems: [],
  };
}

/** Nothing failed. */
export function makeHealthyReport(): Report {
  const outage = makeOutageReport();
  const clocks = ['17:14:05', '17:18:05', '17:22:45', '17:23:00', '17:40:12'];
  return {
    ...outage,
    incidents: [],
    timeline: [],
    evidence: outage.evidence.slice(0, 5),
    otherProblems: outage.otherProblems.map((problem) => ({ ...problem, evidence: [0] })),
    goodPulls: clocks.map((clock, index) =>
      goodPull(clock, index % 2 ? 'quay.io/acme/tool:3.3' : 'ghcr.io/acme/ok:27', NODES[index % 3]!, index),
    ),
  };
}

/** What an attacker, or a broken program, writes into names and messages. */
export const HOSTILE_TEXTS = {
  script: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  attribute: '"><svg onload=alert(1)> \' onmouseover=alert(1)',
  table: 'a | b || c',
  markdown: '`code` **bold** [link](javascript:alert(1)) ![x](http://evil.example/x.png) # head',
  formula: '=1+1',
  formulaAt: '@SUM(A1)',
  bidi: 'abc\u202egnp.exe\u2066x\u2069',
  controls: 'red \u001b[31malert\u001b[0m bell\u0007 null\u0000 \u009b31m',
  lines: 'one\r\ntwo\n- three\n# four',
  handlebars: '{{{constructor}}} {{#each this}}',
  long: 'x'.repeat(5000),
  surrogate: `broken \ud800 pair`,
} as const;

/** The outage with hostile text in every place that input can reach. */
export function makeHostileReport(): Report {
  const texts = Object.values(HOSTILE_TEXTS);
  const all = texts.join(' ');
  const outage = makeOutageReport();
  const [incident] = outage.incidents as [ReportIncident];
  const failures = incident.failures.map((failure, index) => {
    const text = texts[index % texts.length]!;
    return {
      ...failure,
      namespace: text,
      pod: `${text}-${index}`,
      podUid: text,
      container: text,
      node: text,
      image: text,
      workload: text,
      undecidedWith: [text],
      attempts: failure.attempts.map((attempt) => ({
        ...attempt,
        message: attempt.outcome === 'failed' ? text : null,
      })),
      remarks: [{ statement: all, evidence: [0] }],
    };
  });
  return {
    ...outage,
    title: HOSTILE_TEXTS.script,
    author: HOSTILE_TEXTS.attribute,
    incidentId: HOSTILE_TEXTS.formula,
    inputs: texts.map((text, index) => ({
      ...outage.inputs[index % 4]!,
      path: text,
      node: text,
      format: text,
      note: all,
    })),
    clocks: outage.clocks.map((clock) => ({
      ...clock,
      id: all,
      node: HOSTILE_TEXTS.script,
      setBy: all,
      notation: all,
    })),
    incidents: [
      {
        ...incident,
        id: HOSTILE_TEXTS.attribute,
        title: all,
        registry: HOSTILE_TEXTS.script,
        causeTitle: all,
        explanation: all,
        whoActs: all,
        decidedBy: all,
        images: texts,
        nodes: texts,
        namespaces: texts,
        impact: { ...incident.impact, workloads: texts },
        reasoning: texts.map((text) => ({
          statement: text,
          supports: ['connection-refused'],
          against: [],
          evidence: [0],
        })),
        triggers: [{ at: at('17:01:00'), statement: all, evidence: [0] }],
        remediation: [{ action: all, commands: texts }],
        failures,
      },
    ],
    otherProblems: texts.map((text) => ({
      kind: 'other',
      namespace: text,
      pod: text,
      container: text,
      node: text,
      reason: text,
      message: text,
      evidence: [0],
    })),
    goodPulls: texts.map((text, index) => ({
      ...goodPull('17:10:00', 'quay.io/a/b:1', text, index),
      image: text,
      registry: text,
    })),
    gaps: [{ id: 'x', statement: all, collect: texts }],
    unknownTexts: texts.map((text) => ({ pattern: text, count: 1, example: all, evidence: [0] })),
    timeline: outage.timeline.map((entry, index) => ({
      ...entry,
      text: texts[index % texts.length]!,
      pod: all,
      node: all,
      kind: HOSTILE_TEXTS.formula,
    })),
    evidence: outage.evidence.map((each, index) => ({ ...each, input: texts[index % texts.length]!, excerpt: all })),
    warnings: texts.map((text) => ({ input: text, line: 3, message: text })),
  };
}

/** A large outage: containers with twelve attempts each, and as many pieces of evidence as asked for. */
export function makeHugeReport(containers = 500, pieces = 100_000): Report {
  const outage = makeOutageReport();
  const [incident] = outage.incidents as [ReportIncident];
  const [model] = incident.failures.slice(1) as [ReportFailure];
  const attempts = Array.from({ length: 12 }, (_, number) => ({
    ...model.attempts[number % model.attempts.length]!,
    at: interval(readClock('17:05:00') + number * 120_000, 1),
  }));
  const evidence = Array.from({ length: pieces }, (_, number) => ({
    ...outage.evidence[number % outage.evidence.length]!,
    line: number + 1,
  }));
  const failures = Array.from(
    { length: containers },
    (_, number): ReportFailure => ({
      ...model,
      pod: `search-4rdwsmxgc-${number}`,
      podUid: `uid-${number}`,
      node: `node-${number % 40}`,
      attempts: attempts.map((attempt, index) => ({ ...attempt, evidence: [(number * 12 + index) % pieces] })),
      evidence: Array.from({ length: 100 }, (_, index) => (number * 100 + index) % pieces),
    }),
  );
  const huge = {
    ...incident,
    failures,
    nodes: [...new Set(failures.map((failure) => failure.node!))],
    impact: { ...incident.impact, pods: containers },
  };
  const entry = outage.timeline[0]!;
  return {
    ...outage,
    incidents: [huge],
    evidence,
    timeline: Array.from({ length: 30_000 }, (_, number) => ({
      ...entry,
      at: interval(readClock('17:05:00') + number * 50, 1),
      evidence: [number % pieces],
    })),
  };
}
