import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const whole = (value) => Math.round(value).toLocaleString('en-US');

/** A Markdown table on stdout, and the figures as JSON: in the file that was asked for, else after the table. */
export function report({ title, facts, columns, rows, json }) {
  console.log(`\n## ${title}\n`);
  for (const fact of facts) console.log(`- ${fact}`);
  console.log(`\n| ${columns.join(' | ')} |\n| ${columns.map(() => '---').join(' | ')} |`);
  for (const row of rows) {
    const cells = columns.map((column) => row[column]);
    console.log(
      `| ${cells.map((cell) => (typeof cell === 'number' ? whole(cell) : (cell ?? '-'))).join(' | ')} |`,
    );
  }
  const text = JSON.stringify({ title, at: new Date().toISOString(), facts, rows }, null, 2);
  if (json === undefined) console.log(`\n\`\`\`json\n${text}\n\`\`\``);
  else writeFileSync(json, `${text}\n`);
}

export const machine = () =>
  `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; client and server together`;

export const times = (value) => `${value.toFixed(2)} x`;
