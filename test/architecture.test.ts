import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  /** Path from the root of the project, or the package. */
  readonly target: string;
  readonly isTypeOnly: boolean;
}

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const STATEMENT = /^(?:import|export)\s+(type\s)?[^;'"]*?from\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]/g;

function readImports(path: string, text: string): Import[] {
  const resolve = (name: string): string => (name.startsWith('.') ? posix.join(posix.dirname(path), name) : name);
  return [
    ...[...text.matchAll(STATEMENT)].map(([, type, from, bare]) => ({
      target: resolve(from ?? bare ?? ''),
      isTypeOnly: type !== undefined,
    })),
    ...[...text.matchAll(DYNAMIC)].map(([, name = '']) => ({ target: resolve(name), isTypeOnly: false })),
  ];
}

function listFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.split(sep).join('/')}`)
    .sort();
}

const SOURCES: readonly SourceFile[] = listFiles('src')
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return { path, text, imports: readImports(path, text) };
  });
const TEMPLATES = listFiles('templates')
  .filter((path) => path.endsWith('.hbs'))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

/** The room of a file: its folder under src, or the file itself where it stands at the top. */
function roomOf(path: string): string {
  // Bundles are told by names and small texts that others hand over: this part of the sources opens nothing.
  return path.startsWith('src/sources/bundles/') ? 'sources/bundles' : (path.split('/')[1] ?? path);
}

/**
 * Who may import whom (design: data goes left to right, and each arrow is one folder). `types`: only as a type, because
 * the arrow hands such values over.
 */
const ROOMS: Readonly<
  Record<string, { readonly imports: readonly string[]; readonly types?: readonly string[]; readonly reason: string }>
> = {
  model: { imports: [], reason: 'the vocabulary stands on its own' },
  'own-files.ts': { imports: [], reason: 'says where the program finds its own templates' },
  'usage-error.ts': { imports: [], reason: 'anybody may say that something cannot be used' },
  'analyze-options.ts': { imports: ['model'], types: ['causes'], reason: 'only the vocabulary of what a user sets' },
  sources: {
    imports: ['model', 'usage-error.ts', 'own-files.ts'],
    reason: 'gives bytes, and knows nothing of what is in them',
  },
  'sources/bundles': { imports: ['model'], reason: 'tells bundles by paths and small texts, and opens no file' },
  formats: { imports: ['model'], types: ['sources'], reason: 'reads artefacts into observations' },
  clocks: {
    imports: ['model'],
    types: ['sources', 'formats', 'analyze-options.ts'],
    reason: 'sets the clocks of what formats read',
  },
  pulls: { imports: ['model'], types: ['clocks'], reason: 'makes histories of observations whose clocks are set' },
  causes: {
    imports: ['model'],
    types: ['pulls', 'analyze-options.ts'],
    reason: 'judges texts and histories',
  },
  incidents: { imports: ['model'], types: ['pulls', 'causes'], reason: 'joins judged histories' },
  report: {
    imports: ['model', 'usage-error.ts', 'own-files.ts', 'pulls'],
    types: ['clocks', 'causes', 'incidents', 'analyze-options.ts'],
    reason: 'words what the stages found; the back-off law of pulls explains the waits',
  },
  'analyze.ts': {
    imports: [
      'model',
      'analyze-options.ts',
      'sources/bundles',
      'formats',
      'clocks',
      'pulls',
      'causes',
      'incidents',
      'report',
    ],
    types: ['sources'],
    reason: 'composes the stages, and opens no file itself',
  },
  cli: {
    imports: ['model', 'usage-error.ts', 'analyze.ts', 'analyze-options.ts', 'sources', 'formats', 'causes', 'report'],
    reason: 'calls the pipeline and its sisters, and shows the catalogues',
  },
  'main.ts': { imports: ['cli', 'usage-error.ts'], reason: 'the process edge: starts a command' },
};

suite('rooms of src import only what the arrow hands them', () => {
  for (const room of new Set(SOURCES.map(({ path }) => roomOf(path)))) {
    const rule = ROOMS[room];
    test(`${room}: ${rule?.reason ?? 'has no rule'}`, () => {
      assert.ok(rule, `src/${room} is not in the table of rooms`);
      const wrong = SOURCES.filter(({ path }) => roomOf(path) === room).flatMap(({ path, imports }) =>
        imports
          .filter(({ target }) => target.startsWith('src/'))
          .filter(({ target, isTypeOnly }) => {
            const other = roomOf(target);
            const isAllowed = rule.imports.includes(other) || (isTypeOnly && rule.types?.includes(other) === true);
            return other !== room && !isAllowed;
          })
          .map(({ target }) => `${path} imports ${target}`),
      );
      assert.deepEqual(wrong, []);
    });
  }
});

test('no files import each other in a circle, types neither', () => {
  const byPath = new Map(SOURCES.map((file) => [file.path, file]));
  const done = new Set<string>();
  const visit = (path: string, above: readonly string[]): void => {
    const start = above.indexOf(path);
    assert.equal(start, -1, [...above.slice(start), path].join(' → '));
    if (done.has(path)) return;
    for (const { target } of byPath.get(path)?.imports ?? []) visit(target, [...above, path]);
    done.add(path);
  };
  for (const { path } of SOURCES) visit(path, []);
});

/** What a file must not hold, unless it is one of the exceptions. */
const PROHIBITIONS: readonly {
  readonly what: string;
  readonly reason: string;
  readonly pattern: RegExp;
  readonly except: (path: string) => boolean;
}[] = [
  {
    what: 'the file system',
    reason: 'sources alone read, report/write-* alone write; report/templates.ts reads our own templates',
    pattern: /from\s*['"](?:node:)?fs(?:\/promises)?['"]/,
    except: (path) =>
      path === 'src/main.ts' ||
      (path.startsWith('src/sources/') && !path.startsWith('src/sources/bundles/')) ||
      /^src\/report\/(?:write-[a-z-]+|templates)\.ts$/.test(path),
  },
  {
    what: 'the process',
    reason: 'arguments, environment, streams, signals and exit statuses come in through main.ts',
    pattern: /(?<![\w.'"`-])process\.(?:\w|\[)|from\s*['"](?:node:)?process['"]/,
    except: (path) => path === 'src/main.ts',
  },
  {
    what: 'the console',
    reason: 'what is said goes through the streams of the environment',
    pattern: /(?<![\w.'"`-])console\.\w/,
    except: () => false,
  },
  {
    what: 'the network or other programs',
    reason: 'no command opens a connection, ever, or starts anything',
    pattern:
      /from\s*['"](?:node:)?(?:net|http|https|http2|tls|dgram|dns|child_process|cluster)(?:\/promises)?['"]|(?<![\w.])fetch\(/,
    except: () => false,
  },
  {
    what: 'the clock of the machine',
    reason: 'the same input gives the same report, whenever and wherever',
    pattern: /\bDate\.now\(|\bnew Date\(\)|(?<!\w)Date\(\)|\bperformance\.now\(/,
    except: (path) => path === 'src/main.ts',
  },
  {
    what: 'the zone or language of the machine',
    reason: 'a report must not depend on who makes it',
    pattern:
      /\.toLocale\w*String\(|\.localeCompare\(|\.get(?:Hours|Minutes|Date|Day|Month|FullYear)\(|getTimezoneOffset/,
    except: () => false,
  },
];

suite('what only some files may touch', () => {
  for (const { what, reason, pattern, except } of PROHIBITIONS) {
    test(`${what}: ${reason}`, () => {
      const wrong = SOURCES.filter(({ path, text }) => !except(path) && pattern.test(withoutComments(text)));
      assert.deepEqual(
        wrong.map(({ path }) => path),
        [],
      );
    });
  }
});

/** Comments that fill their lines; one behind code stays, so that no text that looks like one is lost. */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/^\s*\/\/.*$/gm, '');
}

test('no circle of imports', () => {
  const imports = new Map(
    SOURCES.map((file) => [file.path, file.imports.filter((one) => !one.isTypeOnly).map(({ target }) => target)]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (done.has(path) || trail.includes(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  assert.deepEqual(circles, []);
});

test('every file of src is reached from main.ts: there is no dead room', () => {
  const byPath = new Map(SOURCES.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { target } of byPath.get(path)?.imports ?? []) visit(target);
  };
  visit('src/main.ts');
  assert.deepEqual(
    [...byPath.keys()].filter((path) => !reached.has(path)),
    [],
  );
});

test('every import of our own names a file that is there, with its extension', () => {
  const known = new Set(SOURCES.map(({ path }) => path));
  const wrong = SOURCES.flatMap(({ path, imports }) =>
    imports
      .filter(({ target }) => target.startsWith('src/') && !known.has(target))
      .map(({ target }) => `${path}: ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test('no file of src imports from test', () => {
  const wrong = SOURCES.filter(({ imports }) => imports.some(({ target }) => /^(?:test|fixtures)\//.test(target)));
  assert.deepEqual(
    wrong.map(({ path }) => path),
    [],
  );
});

test('renderers know the model and the report folder, and nothing else of ours', () => {
  const renderers = SOURCES.filter(({ path }) => /^src\/report\/(?:render|view\/|charts\/)/.test(path));
  const wrong = renderers.flatMap(({ path, imports }) =>
    imports
      .filter(({ target }) => target.startsWith('src/') && !/^src\/(?:model|report)\//.test(target))
      .map(({ target }) => `${path} imports ${target}`),
  );
  assert.ok(renderers.length > 0);
  assert.deepEqual(wrong, []);
});

test('every value in a Markdown template goes through md, code or codeBlock: nothing escapes it otherwise', () => {
  const escaped = /^\{\{~?(?:[#/>]|else\b|!--|(?:md|code|codeBlock)\s)/;
  const markdown = TEMPLATES.filter(({ path }) => path.endsWith('.md.hbs'));
  const bare = markdown.flatMap(({ path, text }) =>
    [...text.matchAll(/\{\{[^}]*\}\}/g)].filter(([tag]) => !escaped.test(tag)).map(([tag]) => `${path}: ${tag}`),
  );
  assert.ok(markdown.length > 0);
  assert.deepEqual(bare, []);
});

suite('templates hold no logic and escape everything', () => {
  const rules: readonly { readonly what: string; readonly pattern: RegExp }[] = [
    { what: 'no {{{ and no {{&: nothing goes out unescaped', pattern: /\{\{\{|\{\{~?&/ },
    { what: 'no comparison or arithmetic', pattern: /\{\{[#~]*\s*(?:eq|ne|gt|lt|and|or|not|add|compare)\b/ },
  ];
  for (const { what, pattern } of rules) {
    test(what, () => {
      assert.ok(TEMPLATES.length > 0);
      assert.deepEqual(
        TEMPLATES.filter(({ text }) => pattern.test(text)).map(({ path }) => path),
        [],
      );
    });
  }
});

test('files are named in kebab case and hold no room for everything', () => {
  const wrong = SOURCES.map(({ path }) => path).filter(
    (path) => !/^src(?:\/[a-z0-9-]+)+\.ts$/.test(path) || /\/(?:util|utils|helpers|common|misc)(?:\/|\.ts$)/.test(path),
  );
  assert.deepEqual(wrong, []);
});

test('every test file has a name that the runner finds', () => {
  const usesRunner = /from\s*['"]node:test['"]/;
  const wrong = listFiles('test')
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && path !== 'test/run.ts')
    .filter((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return usesRunner.test(text) && /^\s*(?:test|suite|describe|it)\(/m.test(text);
    });
  assert.deepEqual(wrong, []);
});
