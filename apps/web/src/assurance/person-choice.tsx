import { NativeSelect } from '@mantine/core';
import { useWords } from '../app/use-words.js';
import { usePeople } from './use-people.js';

interface PersonChoiceProps {
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** One of those who have an account, or everybody. */
export function PersonChoice({ value, onChange }: PersonChoiceProps) {
  const { t } = useWords();
  const { all } = usePeople();
  return (
    <NativeSelect
      label={t('assurance/column/who')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: t('assurance/everybody') },
        ...all.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
