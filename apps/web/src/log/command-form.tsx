import { Button, Group } from '@mantine/core';
import { useMemo, type FormEvent, type KeyboardEvent } from 'react';
import type { CommandAnswer, NextCommands, RecordDetail } from '#contracts';
import { pathOf, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { layoutOf, offered } from './commands.js';
import { draftName } from './draft.js';
import { Field } from './fields/field.js';
import { Properties } from './fields/object-field.js';
import { FormScopeContext } from './form-scope.js';
import { Outcome } from './outcome.js';
import type { Body, Schema } from './schema.js';
import { Sending } from './sending.js';
import { useRecording, type Recorded } from './use-recording.js';

export type NextCommand = NextCommands['commands'][number];

interface CommandFormProps {
  readonly kind: Kind;
  readonly command: Pick<NextCommand, 'name' | 'path' | 'phaseIds' | 'needsApproval'>;
  readonly schema: Schema;
  readonly initial: Body;
  /** The record that it is about; undefined: one that is to be made. */
  readonly record?: RecordDetail | undefined;
  readonly version?: number | undefined;
  readonly onRecorded: (recorded: Recorded, body: Body) => void;
  readonly onAttached?: (answer: CommandAnswer) => void;
  readonly onRefresh?: () => void;
  readonly onCancel: () => void;
}

/** The form of a command, made from the shape of its body. */
export function CommandForm(props: CommandFormProps) {
  const { kind, command, record, version, initial, onRecorded, onCancel } = props;
  const { t } = useWords();
  const schema = useMemo(() => offered(command.name, props.schema), [command.name, props.schema]);
  const { shown, folded } = useMemo(() => layoutOf(command.name, schema), [command.name, schema]);
  const form = useRecording({
    ...{ initial, version, onRecorded },
    name: draftName(kind, record, command.path),
    path: record === undefined ? pathOf(kind) : `${pathOf(kind)}/${record.id}/${command.path}`,
    ...(command.needsApproval && record !== undefined
      ? { proposal: { command: command.name, kind, recordId: record.id } }
      : {}),
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
            {t(
              command.needsApproval
                ? 'log/propose'
                : recording.state === 'warned'
                  ? 'log/anyway'
                  : 'log/record',
            )}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => (form.forget(), onCancel())}>
            {t('log/cancel')}
          </Button>
          <span className="dim">{t('log/keys')}</span>
        </Group>
        {command.needsApproval && <p className="dim">{t('log/needsApproval')}</p>}
      </form>
    </FormScopeContext>
  );
}
