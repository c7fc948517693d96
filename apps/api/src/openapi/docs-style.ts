/** Style sheet of the description page. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; padding: 0; }
article { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding-block: 0.5rem; }
h3 code { font-size: 1rem; overflow-wrap: anywhere; }
pre { overflow-x: auto; padding: 0.75rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 0.25rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: 0.2rem 0.6rem 0.2rem 0; overflow-wrap: anywhere; }
tr:target, article:target { background: color-mix(in srgb, Highlight 20%, transparent); }
`;
