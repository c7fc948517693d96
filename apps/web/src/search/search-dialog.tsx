import { Modal, SegmentedControl } from '@mantine/core';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { RECORD_PAGE } from '../app/kinds.js';
import { mayOpen, PAGES } from '../app/pages.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { useFocusBack } from '../ui/use-focus-back.js';
import { RecordSearch } from './record-search.js';

/** Finds a record and opens it, or, for those who record, begins to log on it. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { role } = useSession();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  useFocusBack();
  const mayLog = role !== undefined && mayOpen('log', role);
  const [aim, setAim] = useState(mayLog && pathname.endsWith(PAGES.log.path) ? 'log' : 'open');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('log/search/title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('log/search/close') }}
    >
      {mayLog && (
        <SegmentedControl
          mb="sm"
          aria-label={t('log/search/aim')}
          value={aim}
          onChange={setAim}
          data={['open', 'log'].map((value) => ({ value, label: t(`log/search/to_${value}`) }))}
        />
      )}
      <RecordSearch
        label={t('log/search/label')}
        autoFocus
        onChoose={({ aggregate, publicId }) => {
          onClose();
          if (aim === 'log') void navigate({ to: '/log', search: { record: `${aggregate}/${publicId}` } });
          else void navigate({ to: RECORD_PAGE[aggregate], params: { id: publicId } });
        }}
      />
    </Modal>
  );
}
