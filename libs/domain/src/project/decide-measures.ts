import { dimensionOf } from '../codes/units.js';
import type { ProjectCommand } from '../command/catalogue.js';
import { accept, reject, type Decision, type DecisionContext } from '../decision/decision.js';
import { dayOf, refuseFuture } from '../decision/recording.js';
import { refuseCurrency } from '../shared/refusals.js';
import type { Quantity } from '../values/quantity.js';
import { sameValue } from '../values/same.js';
import { sameMeasure } from './evolve.js';
import { optionalPhase, refusePhase } from './phases.js';
import type { ProjectState } from './state.js';

type Measure = 'ReportProgress' | 'StateCapacity' | 'ReviseCapacity' | 'ReportOutput' | 'RecordFinance';

/** Decides what is measured: progress, capacity, output, money. */
export function decideMeasure(
  state: ProjectState,
  command: Extract<ProjectCommand, { name: Measure }>,
  context: DecisionContext,
): Decision {
  switch (command.name) {
    case 'ReportProgress': {
      const { phaseId, kind, percent, asOf } = command.input;
      return (
        refusePhase(state, phaseId, false) ??
        refuseFuture(asOf, context.today) ??
        accept([{ type: 'ProgressReported', data: { kind, percent, asOf, ...optionalPhase(phaseId) } }])
      );
    }
    case 'StateCapacity':
    case 'ReviseCapacity':
      return decideCapacity(state, command);
    case 'ReportOutput': {
      const { measureId, period, quantity } = command.input;
      return (
        refuseFuture(period, context.today) ??
        refuseUnit(state, measureId, quantity) ??
        accept([{ type: 'OutputReported', data: { measureId, period, quantity } }])
      );
    }
    case 'RecordFinance': {
      const { kind, money, fromParty, toParty, occurredOn } = command.input;
      const parties = {
        ...(fromParty === undefined ? {} : { fromParty }),
        ...(toParty === undefined ? {} : { toParty }),
      };
      return (
        refuseCurrency(money, dayOf(money.statedOn ?? occurredOn, context)) ??
        accept([{ type: 'FinanceRecorded', data: { kind, money, ...parties } }])
      );
    }
  }
}

function refuseUnit(
  state: Pick<ProjectState, 'dimensions'>,
  measureId: string,
  quantity: Quantity,
): Decision | undefined {
  const known = Object.hasOwn(state.dimensions, measureId) ? state.dimensions[measureId] : undefined;
  const asked = dimensionOf(quantity.unitCode, quantity.per);
  return known === undefined || known === asked
    ? undefined
    : reject('UNIT_MISMATCH', { measureId, known, asked });
}

function decideCapacity(
  state: ProjectState,
  command: Extract<ProjectCommand, { name: 'StateCapacity' | 'ReviseCapacity' }>,
): Decision {
  const { measureId, kind, quantity, phaseId } = command.input;
  const refused = refusePhase(state, phaseId, false) ?? refuseUnit(state, measureId, quantity);
  if (refused !== undefined) return refused;
  const data = { measureId, kind, quantity, ...optionalPhase(phaseId) };
  const wanted = { measureId, kind, phaseId: phaseId ?? null };
  const known = state.capacities.findLast((capacity) => sameMeasure(capacity, wanted));
  if (known !== undefined && sameValue(known.quantity, quantity))
    return reject('NO_CHANGE', { measureId, kind });
  if (command.name === 'StateCapacity') return accept([{ type: 'CapacityStated', data }]);
  if (known === undefined) return reject('TARGET_NOT_FOUND', { measureId, kind });
  const { reason } = command.input;
  return accept([
    { type: 'CapacityRevised', data: { ...data, ...(reason === undefined ? {} : { reason }) } },
  ]);
}
