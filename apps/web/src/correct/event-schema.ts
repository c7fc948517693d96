import { z } from 'zod';
import { EVENT_CATALOGUE } from '#domain';
import type { Schema } from '../log/schema.js';

/** What ties an event to its record, to others and to itself: wrong there means that it is another event. */
const TIES = new Set([
  ...['publicId', 'projectId', 'otherId', 'memberId', 'memberKind', 'byAgreementId', 'intoId'],
  ...['milestoneId', 'baselineId', 'claimId', 'targetEventId', 'supportsEventId'],
]);

/** JSON Schema of what an event says, less the ties that a correction leaves alone. */
export function eventSchema(type: string): Schema {
  const definition = EVENT_CATALOGUE.find((event) => event.type === type);
  if (definition === undefined) return {};
  const schema = z.toJSONSchema(definition.schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const root =
    schema.$ref === undefined ? schema : (schema.$defs?.[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  const properties = Object.fromEntries(
    Object.entries(root.properties ?? {}).filter(([name]) => !TIES.has(name)),
  );
  return { ...root, properties, $defs: schema.$defs ?? {} };
}
