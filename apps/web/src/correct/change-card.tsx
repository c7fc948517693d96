import { Button, NativeSelect, Paper, SegmentedControl, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Problem, RecordDetail } from '#contracts';
import { CORRECTION_REASONS, RETRACTION_REASONS } from '#domain';
import { useWords } from '../app/use-words.js';
import { DateField } from '../log/fields/date-field.js';
import { Field } from '../log/fields/field.js';
import { namesOf, Properties } from '../log/fields/object-field.js';
import { FormScopeContext } from '../log/form-scope.js';
import type { Change, HistoryItem } from './correction.js';
import { EventLine } from './event-line.js';

interface ChangeCardProps {
  readonly record: RecordDetail;
  readonly item: HistoryItem;
  readonly change: Change;
  readonly errors: NonNullable<Problem['errors']>;
  readonly onChange: (change: Change) => void;
  readonly onRemove: () => void;
}

/** What is wrong with one event, and what is right. */
export function ChangeCard({ record, item, change, errors, onChange, onRemove }: ChangeCardProps) {
  const { t, word } = useWords();
  const shape = useQuery({
    queryKey: ['event-schema', item.type],
    queryFn: async () => (await import('./event-schema.js')).eventSchema(item.type),
    staleTime: Infinity,
  });
  const set = (part: Partial<Change>) => onChange({ ...change, ...part });
  const retracts = change.mode === 'retract';
  const reasons = retracts ? RETRACTION_REASONS : CORRECTION_REASONS;
  return (
    <Paper withBorder p="md" component="section" aria-label={word('event', item.type)}>
      <div className="change-head">
        <EventLine item={item} />
        <Button variant="subtle" size="compact-sm" onClick={onRemove}>
          {t('correct/leave')}
        </Button>
      </div>
      <div className="command-fields">
        <SegmentedControl
          aria-label={t('correct/what')}
          value={change.mode}
          data={[
            { value: 'correct', label: t('correct/mode/correct') },
            { value: 'retract', label: t('correct/mode/retract') },
          ]}
          onChange={(mode) => set({ mode: mode })}
        />
        {!retracts && (
          <>
            <DateField
              nullable
              name="occurredOn"
              pointer="/occurredOn"
              value={change.occurredOn}
              required={false}
              onChange={(date) => set({ occurredOn: typeof date === 'string' ? date : null })}
            />
            {shape.data !== undefined && Object.keys(shape.data.properties ?? {}).length > 0 && (
              <details className="more">
                <summary>{t('correct/contents')}</summary>
                <FormScopeContext
                  value={{
                    ...{ command: 'CorrectRecord', kind: record.aggregate, record, phaseIds: null },
                    ...{ defs: shape.data.$defs ?? {}, errors, field: Field },
                  }}
                >
                  <div className="command-fields">
                    <Properties
                      schema={shape.data}
                      names={namesOf(shape.data)}
                      pointer=""
                      value={change.data}
                      onChange={(data) => set({ data })}
                    />
                  </div>
                </FormScopeContext>
              </details>
            )}
          </>
        )}
        <NativeSelect
          label={t('log/field/reasonCode')}
          value={retracts ? change.retractionReason : change.correctionReason}
          data={reasons.map((code) => ({ value: code, label: t(`log/choice/${code}`) }))}
          onChange={(event) =>
            set({ [retracts ? 'retractionReason' : 'correctionReason']: event.currentTarget.value })
          }
        />
        <Textarea
          withAsterisk
          autosize
          minRows={2}
          label={t('log/field/explanation')}
          description={t('correct/explanationHint')}
          value={change.explanation}
          onChange={(event) => set({ explanation: event.currentTarget.value })}
        />
      </div>
    </Paper>
  );
}
