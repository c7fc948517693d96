import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { History, MilestoneAnswer, RecordDetail, RegisterItem } from '#contracts';
import { api } from '../../app/api.js';
import { pathOf, type Kind } from '../../app/kinds.js';
import { useWords } from '../../app/use-words.js';
import { formatPartialDate } from '../../format/dates.js';
import { pickText } from '../../format/text.js';
import { FoundRecord } from '../../search/found-record.js';
import { RecordSearch } from '../../search/record-search.js';
import { useFault, useFormScope, type FieldProps } from '../form-scope.js';
import { textOf } from '../schema.js';
import { isAmendment } from '../../record/entries.js';

interface ChosenProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly none: string;
}

function Chosen({ name, pointer, value, onChange, required, options, none }: ChosenProps) {
  const { t } = useWords();
  return (
    <NativeSelect
      label={t(`log/field/${name}`)}
      error={useFault(pointer)}
      withAsterisk={required}
      value={textOf(value)}
      data={[{ value: '', label: none }, ...options]}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

/** A phase that the command is open for; a new phase gets a name of its own. */
export function PhaseField(props: FieldProps) {
  const { t, word, language } = useWords();
  const { command, record, phaseIds } = useFormScope();
  const fault = useFault(props.pointer);
  const phases = (record?.phases ?? []).filter(({ phaseId }) => phaseIds?.includes(phaseId) ?? true);
  if (record === undefined || command === 'DefinePhase') {
    return (
      <TextInput
        label={t('log/field/phaseId')}
        description={t('log/phase/name')}
        error={fault}
        withAsterisk={props.required}
        value={textOf(props.value)}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    );
  }
  if (phases.length === 0) return null;
  const options = phases.map(({ phaseId, titles, stage }) => ({
    value: phaseId,
    label: `${pickText(titles, language)?.text ?? phaseId} (${word('stage', stage)})`,
  }));
  return (
    <Chosen {...props} options={options} none={t(phaseIds === null ? 'log/phase/whole' : 'log/choose')} />
  );
}

/** One of the milestones of the record, with the date that holds now. */
export function MilestoneField(props: FieldProps) {
  const { t, word, language } = useWords();
  const { record } = useFormScope();
  const dated = ({ plans, achievedOn }: MilestoneAnswer) => {
    const date = achievedOn ?? plans.at(-1)?.plannedOn ?? null;
    return date === null ? t('value/undated') : formatPartialDate(date.edtf, language);
  };
  const options = (record?.milestones ?? []).map((milestone) => ({
    value: milestone.milestoneId,
    label: `${word('milestone', milestone.code)}: ${dated(milestone)} (${word('milestoneState', milestone.status)})`,
  }));
  return <Chosen {...props} options={options} none={t('log/choose')} />;
}

/** One of the events of the record. */
export function EventField(props: FieldProps) {
  const { t, word, language } = useWords();
  const { record, kind } = useFormScope();
  const id = record?.id ?? '';
  const history = useQuery({
    queryKey: ['history', kind, id],
    queryFn: ({ signal }) =>
      api.read<History>(`${pathOf(kind)}/${id}/history`, { params: { limit: 200 }, signal }),
    enabled: id !== '',
  });
  const options = (history.data?.items ?? [])
    .filter((item) => !isAmendment(item))
    .map(({ id: value, type, occurredOn }) => ({
      value,
      label: `${word('event', type)}: ${
        occurredOn === null ? t('value/undated') : formatPartialDate(occurredOn.edtf, language)
      }`,
    }));
  return <Chosen {...props} options={options} none={t(props.required ? 'log/choose' : 'log/event/whole')} />;
}

const KIND_OF: Readonly<Record<string, Kind>> = {
  projectId: 'project',
  otherId: 'agreement',
  byAgreementId: 'agreement',
  instrumentId: 'agreement',
};

function kindsOf(name: string, kind: Kind, memberKind: unknown): readonly Kind[] {
  if (name === 'memberId') return [textOf(memberKind) as Kind];
  return [KIND_OF[name] ?? kind];
}

/** Another record, found by a search; linked and contained ones are found the same way. */
export function OtherRecordField({ name, pointer, value, onChange, siblings }: FieldProps) {
  const { t } = useWords();
  const { kind, record } = useFormScope();
  const fault = useFault(pointer);
  const [item, setItem] = useState<RegisterItem>();
  const label = t(`log/field/${name}`);
  const kinds = kindsOf(name, kind, siblings['memberKind'] ?? 'project');
  const id = textOf(value);
  if (id !== '') {
    return (
      <div className="chosen-record" role="group" aria-label={label}>
        <span className="dim">{label}</span>
        {item?.id === id ? <FoundRecord item={item} /> : <KnownRecord record={record} id={id} />}
        <Button variant="subtle" size="compact-sm" onClick={() => onChange(undefined)}>
          {t('log/search/other')}
        </Button>
      </div>
    );
  }
  return (
    <RecordSearch
      label={label}
      kinds={kinds}
      error={fault}
      onChoose={(found) => {
        setItem(found);
        onChange(found.id);
      }}
    />
  );
}

function KnownRecord({ record, id }: { record: RecordDetail | undefined; id: string }) {
  const { language } = useWords();
  const refs = [...(record?.links ?? []), ...(record?.members ?? [])].map((link) => link.record);
  const found = refs.find((ref) => ref.id === id);
  return <strong>{found === undefined ? id : pickText(found.titles, language)?.text}</strong>;
}
