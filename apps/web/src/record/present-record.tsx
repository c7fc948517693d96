import { Stack } from '@mantine/core';
import type { RecordDetail } from '#contracts';
import { Actions } from './actions.js';
import { RecordBody } from './record-body.js';
import { RecordHead } from './record-head.js';

interface PresentProps {
  readonly record: RecordDetail;
  /** What happened to the record a moment ago. */
  readonly event: string | undefined;
}

const NOW = {};

/** Everything that is known of a record now. */
export function PresentRecord({ record, event }: PresentProps) {
  return (
    <Stack gap="xl" className="record">
      <RecordHead record={record} moment={NOW} event={event}>
        <Actions record={record} moment={NOW} />
      </RecordHead>
      <RecordBody record={record} moment={NOW} />
    </Stack>
  );
}
