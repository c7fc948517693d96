import { compileHtml, compileText, HTML_BEGIN, HTML_END, TEXT_END, type MailView } from './layout.js';

/** What the layouts of a digest show. Everything is text, as in the layouts of one notice. */
export interface DigestView extends Pick<MailView, 'language' | 'title' | 'because' | 'stop' | 'stopUrl'> {
  readonly open: string;
  readonly records: readonly {
    readonly title: string;
    readonly openUrl: string;
    readonly notices: readonly {
      readonly headline: string;
      readonly changes: string | null;
      readonly lines: MailView['lines'];
    }[];
  }[];
}

const TEXT = `{{title}}

{{#each records}}
{{title}}
{{#each notices}}
- {{headline}}{{#if changes}} ({{changes}}){{/if}}
{{#each lines}}
  {{label}}: {{value}}
{{/each}}
{{/each}}
{{../open}}: {{openUrl}}

{{/each}}
${TEXT_END}`;

const HTML = `${HTML_BEGIN}<h1 style="font-size:1.25em;margin:0">{{title}}</h1>
{{#each records}}<h2 style="font-size:1.1em;margin:1.5em 0 .25em"><a href="{{openUrl}}">{{title}}</a></h2>
{{#each notices}}<p style="margin:.5em 0 .25em">{{headline}}{{#if changes}} <span style="color:#555">({{changes}})</span>{{/if}}</p>
<table role="presentation" style="border-collapse:collapse;font-size:.875em">
{{#each lines}}<tr><td style="padding:.1em 1em .1em 0;color:#555">{{label}}</td><td>{{value}}</td></tr>
{{/each}}</table>
{{/each}}{{/each}}${HTML_END}`;

export const digestText = compileText<DigestView>(TEXT);
export const digestHtml = compileHtml<DigestView>(HTML);
