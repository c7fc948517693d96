import Handlebars from 'handlebars';

/** What the layouts show. Everything is text: the HTML layout escapes it, nothing in it is a template. */
export interface MailView {
  readonly language: string;
  readonly title: string;
  readonly headline: string;
  readonly important: string | null;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly because: string;
  readonly open: string;
  readonly openUrl: string;
  readonly stop: string;
  readonly stopUrl: string;
}

/** What every mail ends with: why it came, and how to stop it. */
export const TEXT_END = `--
{{because}}
{{stop}}: {{stopUrl}}
`;

export const HTML_BEGIN = `<!doctype html>
<html lang="{{language}}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{title}}</title></head>
<body style="font-family:sans-serif;line-height:1.5;max-width:40em;margin:auto;padding:1em">
`;

export const HTML_END = `<hr style="border:0;border-top:1px solid #ccc">
<p style="color:#555;font-size:.875em">{{because}}<br><a href="{{stopUrl}}">{{stop}}</a></p>
</body>
</html>
`;

export const compileText = <View>(layout: string): ((view: View) => string) =>
  Handlebars.compile(layout, { noEscape: true, strict: true });

export const compileHtml = <View>(layout: string): ((view: View) => string) =>
  Handlebars.compile(layout, { strict: true });

const TEXT = `{{#if important}}{{important}}
{{/if}}{{title}}
{{headline}}

{{#each lines}}
{{label}}: {{value}}
{{/each}}

{{open}}: {{openUrl}}

${TEXT_END}`;

const HTML = `${HTML_BEGIN}{{#if important}}<p><strong>{{important}}</strong></p>
{{/if}}<h1 style="font-size:1.25em;margin:0">{{title}}</h1>
<p style="margin:.25em 0 1em">{{headline}}</p>
<table role="presentation" style="border-collapse:collapse">
{{#each lines}}<tr><td style="padding:.1em 1em .1em 0;color:#555">{{label}}</td><td>{{value}}</td></tr>
{{/each}}</table>
<p><a href="{{openUrl}}">{{open}}</a></p>
${HTML_END}`;

export const textLayout = compileText<MailView>(TEXT);
export const htmlLayout = compileHtml<MailView>(HTML);
