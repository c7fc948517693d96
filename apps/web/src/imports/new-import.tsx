import { Alert, Button, FileInput, Group, NativeSelect, Paper } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportBatch, ImportKind, TableFormat } from '#contracts';
import { ApiProblem } from '../api/problem.js';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { ProblemNotice } from '../log/problem-notice.js';

const KINDS: readonly ImportKind[] = ['projects', 'agreements', 'milestones'];
const FORMATS: readonly TableFormat[] = ['xlsx', 'csv'];
const TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Browsers name the type of a CSV file differently, or not at all: its ending tells. */
const typed = (file: File): Blob =>
  new Blob([file], { type: TYPES[file.name.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx'] });

/** Choose a table, look at what would become of it, import it. */
export function NewImport({ onBatch }: { onBatch: (id: string) => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [kind, setKind] = useState<ImportKind>('projects');
  const [file, setFile] = useState<File | null>(null);
  // Once a file was tried it can be imported, and imported again when that was broken off.
  const [tried, setTried] = useState(false);
  const upload = useMutation({
    mutationFn: ({ dryRun }: { dryRun: boolean }) => {
      if (file === null) throw new TypeError('No file is chosen.');
      const params = { kind, name: file.name, dryRun: String(dryRun) };
      return api.upload<ImportBatch>('/imports', typed(file), { params });
    },
    onSuccess: ({ id }) => {
      setTried(true);
      onBatch(id);
      void client.invalidateQueries({ queryKey: ['imports'] });
    },
  });
  const restart = () => {
    setTried(false);
    upload.reset();
  };
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="new-import">
      <h2 id="new-import" className="heading">
        {t('imports/new')}
      </h2>
      <div className="command-fields">
        <div className="fields">
          <NativeSelect
            label={t('imports/kind')}
            value={kind}
            data={KINDS.map((value) => ({ value, label: t(`imports/kinds/${value}`) }))}
            onChange={(event) => {
              setKind(event.currentTarget.value as ImportKind);
              restart();
            }}
          />
          <FileInput
            clearable
            label={t('imports/file')}
            placeholder={t('imports/filePlaceholder')}
            accept=".csv,.xlsx"
            value={file}
            onChange={(next) => {
              setFile(next);
              restart();
            }}
            clearButtonProps={{ 'aria-label': t('log/list/remove') }}
          />
        </div>
        <p className="import-templates">
          {t('imports/template')}{' '}
          {FORMATS.map((format) => (
            <a
              key={format}
              className="link"
              download
              href={api.address('/imports/template', { kind, format })}
              aria-label={`${t('imports/template')} ${format.toUpperCase()}`}
            >
              {format.toUpperCase()}
            </a>
          ))}
          <span className="dim">{t('imports/limits')}</span>
        </p>
        {upload.error instanceof ApiProblem && <ProblemNotice problem={upload.error.problem} />}
        {upload.isError && !(upload.error instanceof ApiProblem) && (
          <Alert color="orange" role="alert">
            {t('imports/lost')}
          </Alert>
        )}
        <Group gap="sm">
          <Button
            variant={tried ? 'default' : 'filled'}
            disabled={file === null}
            loading={upload.isPending && upload.variables.dryRun}
            onClick={() => upload.mutate({ dryRun: true })}
          >
            {t('imports/try')}
          </Button>
          <Button
            variant={tried ? 'filled' : 'default'}
            disabled={file === null || !tried}
            loading={upload.isPending && !upload.variables.dryRun}
            onClick={() => upload.mutate({ dryRun: false })}
          >
            {t('imports/run')}
          </Button>
          {!tried && <span className="dim">{t('imports/tryFirst')}</span>}
        </Group>
      </div>
    </Paper>
  );
}
