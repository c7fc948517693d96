import { escapeHtml as escape } from '../http/html.js';
import { PROBLEM_CODES, statusOf } from '../http/problem-table.js';
import { DESCRIPTION, TITLE } from './document.js';
import { TAGS, type Operation, type Tag } from './operation.js';
import { meaningOf } from './problem-meanings.js';

/** The API description as one page to read: no script, one style sheet from here. */
export function docsPage(operations: readonly Operation[], basePath: string): string {
  const tags = Object.keys(TAGS) as Tag[];
  const links = tags.map((tag) => `<li><a href="#${tag}">${tag}</a></li>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(TITLE)}: API</title>
<link rel="stylesheet" href="${escape(basePath)}api/docs/style.css">
</head>
<body>
<nav aria-label="Contents"><ul>${links.join('')}
<li><a href="#problems">Problem codes</a></li>
<li><a href="${escape(basePath)}api/openapi.json">openapi.json</a></li></ul></nav>
<main>
<h1>${escape(TITLE)}: API</h1>
<p>${escape(DESCRIPTION)}</p>
${tags.map((tag) => section(tag, operations)).join('\n')}
${problems()}
</main>
</body>
</html>
`;
}

function section(tag: Tag, operations: readonly Operation[]): string {
  const own = operations.filter((operation) => operation.tag === tag);
  return `<section id="${tag}"><h2>${tag}</h2><p>${escape(TAGS[tag])}.</p>${own.map(article).join('\n')}</section>`;
}

function article({
  method,
  path,
  operationId,
  summary,
  key,
  query,
  headers,
  body,
  answer,
  problems,
}: Operation): string {
  const rows = [...parameterRows('query', query), ...parameterRows('header', headers)];
  return `<article id="${escape(operationId)}">
<h3><code>${method.toUpperCase()} ${escape(path)}</code></h3>
<p>${escape(summary)}${key ? ' <small>(key needed)</small>' : ''}</p>
${rows.length === 0 ? '' : `<table><thead><tr><th>Parameter</th><th>In</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`}
${body === undefined ? '' : `<pre><code>${escape(JSON.stringify(body.example, null, 2))}</code></pre>`}
<p><code>${answer.status}</code> ${escape(answer.description)}. Problems: ${problems.map((code) => `<a href="#${code}">${code}</a>`).join(', ')}</p>
</article>`;
}

function parameterRows(place: string, parameters: Operation['query']): string[] {
  return Object.entries(parameters?.shape ?? {}).map(([name, schema]) => {
    const { description } = schema as { readonly description?: string };
    return `<tr><td><code>${escape(name)}</code></td><td>${place}</td><td>${escape(description ?? '')}</td></tr>`;
  });
}

function problems(): string {
  const rows = PROBLEM_CODES.map(
    (code) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${statusOf(code)}</td><td>${escape(meaningOf(code))}</td></tr>`,
  );
  return `<section id="problems"><h2>Problem codes</h2>
<table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}
