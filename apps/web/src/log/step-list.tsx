import { Link } from '@tanstack/react-router';
import type { NextCommands, RecordDetail } from '#contracts';
import { useWords } from '../app/use-words.js';
import { STEP_GROUPS } from './commands.js';

type Command = NextCommands['commands'][number];

interface StepListProps {
  readonly record: RecordDetail;
  readonly commands: readonly Command[];
  readonly onChoose: (command: Command) => void;
}

const GROUPS = Object.keys(STEP_GROUPS) as (keyof typeof STEP_GROUPS)[];
const AT_ONCE = new Set<string>(['stage', 'plan', 'check']);

/** What the record allows now, by what a person means to do. What it does not allow is not offered. */
export function StepList({ record, commands, onChoose }: StepListProps) {
  const { t } = useWords();
  const group = (name: keyof typeof STEP_GROUPS) => {
    const order: readonly string[] = STEP_GROUPS[name];
    const offered = order.flatMap((command) => commands.filter((one) => one.name === command));
    if (offered.length === 0) return null;
    return (
      <section key={name} aria-labelledby={`steps-${name}`} className="step-group">
        <h3 id={`steps-${name}`} className="small-heading">
          {t(`log/group/${name}`)}
        </h3>
        <ul className="step-list">
          {offered.map((command) => (
            <li key={command.name}>
              {command.name === 'CorrectRecord' ? (
                <Link
                  className="step-choice"
                  to="/correct/$kind/$id"
                  params={{ kind: record.aggregate, id: record.publicId }}
                >
                  {t('log/command/CorrectRecord')}
                </Link>
              ) : (
                <button type="button" className="step-choice" onClick={() => onChoose(command)}>
                  {t(`log/command/${command.name}`)}
                  {command.needsApproval && <span className="dim line">{t('log/twoPeople')}</span>}
                </button>
              )}
            </li>
          ))}
        </ul>
      </section>
    );
  };
  return (
    <>
      {GROUPS.filter((name) => AT_ONCE.has(name)).map(group)}
      <details className="more">
        <summary>{t('log/otherSteps')}</summary>
        {GROUPS.filter((name) => !AT_ONCE.has(name)).map(group)}
      </details>
    </>
  );
}
