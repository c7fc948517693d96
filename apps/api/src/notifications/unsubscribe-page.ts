import type { UnsubscribeView } from '#contracts';
import { escapeHtml as escape } from '../http/html.js';

/** Asks before anything is ended. The form comes back to the address it was shown at. */
export function askingPage({ locale, scopes, texts }: UnsubscribeView): string {
  const choices = scopes.map(
    (scope, index) =>
      `<p><label><input type="radio" name="scope" value="${scope}"${index === 0 ? ' checked' : ''}> ${escape(texts[scope])}</label></p>`,
  );
  return page(
    locale,
    texts.title,
    `<form method="post"><fieldset><legend>${escape(texts.question)}</legend>${choices.join('')}</fieldset>
<p><button type="submit">${escape(texts.title)}</button></p></form>`,
  );
}

export const donePage = ({ locale, texts }: UnsubscribeView): string =>
  page(locale, texts.title, `<p role="status">${escape(texts.done)}</p>`);

const page = (locale: string, title: string, body: string): string => `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escape(title)}</title></head>
<body><main><h1>${escape(title)}</h1>${body}</main></body>
</html>
`;
