import { Button, Group } from '@mantine/core';
import { useMemo, type FormEvent, type KeyboardEvent } from 'react';
import type { CommandAnswer, NextCommands, RecordDetail } from '#contracts';
import { draftName } from '../app/draft.js';
import { pathOf, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { layoutOf, offered } from './commands.js';
import { Field } from './fields/field.js';
import { Properties } from './fields/object-field.js';
import { FormScopeContext } from './form-scope.js';
import { Outcome } from './outcome.js';
import type { Body, Schema } from './schema.js';
import { Sending } from './sending.js';
import { useRecording, type Proposing, type Recorded } from './use-recording.js';

export type NextCommand = NextCommands['commands'][number];

interface CommandFormProps {
  readonly kind: Kind;
  readonly command: Pick<NextCommand, 'name' | 'path' | 'phaseIds' | 'needsApproval'>;
  readonly schema: Schema;
  readonly initial: Body;
  /** The record that it is about; undefined: one that is to be made. */
  readonly record?: RecordDetail | undefined;
  readonly version?: number | undefined;
  /** Proposal that gets another text by this form. */
  readonly proposalId?: string;
  readonly onRecorded: (recorded: Recorded, body: Body) => void;
  readonly onAttached?: (answer: CommandAnswer) => void;
  readonly onRefresh?: () => void;
  readonly onCancel: () => void;
}

function proposingOf({ kind, command, record, proposalId }: CommandFormProps): Proposing | undefined {
  if (proposalId !== undefined) return { id: proposalId };
  if (!command.needsApproval || record === undefined) return undefined;
  return { command: command.name, kind, recordId: record.id };
}

function submitLabel({ command, proposalId }: CommandFormProps, state: string): string {
  if (proposalId !== undefined) return 'proposeAnew';
  if (command.needsApproval) return 'propose';
  return state === 'warned' ? 'anyway' : 'record';
}

/** The form of a command, made from the shape of its body. */
export function CommandForm(props: CommandFormProps) {
  const { kind, command, record, version, proposalId, initial, onRecorded, onCancel } = props;
  const { t } = useWords();
  const schema = useMemo(() => offered(command.name, props.schema), [command.name, props.schema]);
  const { shown, folded } = useMemo(() => layoutOf(command.name, schema), [command.name, schema]);
  const form = useRecording({
    ...{ initial, version, onRecorded },
    name: proposalId === undefined ? draftName(kind, record, command.path) : `proposal/${proposalId}`,
    path: record === undefined ? pathOf(kind) : `${pathOf(kind)}/${record.id}/${command.path}`,
    proposal: proposingOf(props),
  });
  const { body, recording } = form;
  const busy = ['checking', 'sending', 'lost'].includes(recording.state);
  const problem = recording.state === 'refused' ? recording.problem : undefined;
  const fields = (names: readonly string[]) => (
    <Properties schema={schema} names={names} pointer="" value={body} onChange={form.change} />
  );
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (!busy) form.submit();
  };
  return (
    <FormScopeContext
      value={{
        ...{ command: command.name, kind, record, phaseIds: command.phaseIds },
        ...{ defs: schema.$defs ?? {}, errors: problem?.errors ?? [], field: Field },
      }}
    >
      <form
        className="command-form"
        noValidate
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
        }}
      >
        <fieldset disabled={busy} className="plain-group command-fields">
          {fields(shown)}
          {folded.length > 0 && (
            <details className="more">
              <summary>{t('log/more')}</summary>
              <div className="command-fields">{fields(folded)}</div>
            </details>
          )}
        </fieldset>
        <Outcome
          {...{ kind, command: command.name, record, version, body, recording, onRefresh: props.onRefresh }}
          onOther={() => form.submitAs({ notADuplicate: true })}
          onAttached={(answer) => {
            form.forget();
            props.onAttached?.(answer);
          }}
        />
        <Sending recording={recording} onTryNow={form.tryNow} onStop={form.stop} />
        <Group gap="sm">
          <Button
            type="submit"
            disabled={recording.state === 'lost'}
            loading={busy && recording.state !== 'lost'}
          >
            {t(`log/${submitLabel(props, recording.state)}`)}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => (form.forget(), onCancel())}>
            {t('log/cancel')}
          </Button>
          <span className="dim key-hint">{t('log/keys')}</span>
        </Group>
        {command.needsApproval && <p className="dim">{t('log/needsApproval')}</p>}
      </form>
    </FormScopeContext>
  );
}
