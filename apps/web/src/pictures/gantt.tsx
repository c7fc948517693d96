import './gantt.css';
import { useId, type ReactNode } from 'react';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';
import { scaleOver, type TimeScale } from './time-scale.js';

export type GanttTone = 'earlier' | 'promised' | 'actual' | 'baseline' | 'pause';

/** One line of a plan: a day, or all the days that an imprecise date may mean. */
export interface GanttLine {
  readonly key: string;
  readonly tone: GanttTone;
  /** First and last day (`YYYY-MM-DD`); `from` is null where no first day is known; null: there is no date. */
  readonly span: { readonly from: string | null; readonly to: string } | null;
  readonly text: ReactNode;
}

export interface GanttRow {
  readonly key: string;
  readonly title: string;
  readonly lines: readonly GanttLine[];
}

/** The day by which the picture is told: `YYYY-MM-DD`, and what it is called. */
interface Day {
  readonly at: string;
  readonly name: string;
}

interface GanttProps {
  readonly rows: readonly GanttRow[];
  readonly day: Day;
}

/**
 * Promised and actual dates over time. Each line says in words what it draws, so that nothing is told by the picture
 * alone: the drawing itself is hidden from screen readers.
 */
export function Gantt({ rows, day }: GanttProps) {
  const { t } = useWords();
  const spans = rows.flatMap(({ lines }) => lines.flatMap(({ span }) => (span === null ? [] : [span])));
  const scale = scaleOver([day.at, ...spans.flatMap(({ from, to }) => [from ?? to, to])]);
  return (
    <div className="gantt">
      <Axis scale={scale} day={day} />
      {rows.map((row) => (
        <Row key={row.key} row={row} scale={scale} day={day} />
      ))}
      <ul className="gantt-legend" aria-hidden="true">
        {(['earlier', 'promised', 'actual', 'baseline', 'pause'] as const)
          .filter((tone) => rows.some(({ lines }) => lines.some((line) => line.tone === tone)))
          .map((tone) => (
            <li key={tone}>
              <span className={`gantt-key gantt-${tone}`} /> {t(`record/gantt/${tone}`)}
            </li>
          ))}
      </ul>
    </div>
  );
}

function Axis({ scale, day }: { scale: TimeScale; day: Day }) {
  const { language } = useWords();
  return (
    <div className="gantt-line gantt-axis" aria-hidden="true">
      <span className="gantt-text" />
      <svg className="gantt-lane" height="36">
        {scale.ticks.map(({ at, edtf }) => (
          <text key={edtf} x={`${at}%`} y="13" textAnchor={anchorAt(at)}>
            {isYear(edtf) ? edtf : formatPartialDate(edtf, language)}
          </text>
        ))}
        <text
          className="gantt-today-text"
          x={`${scale.place(day.at)}%`}
          y="31"
          textAnchor={anchorAt(scale.place(day.at))}
        >
          {day.name}
        </text>
      </svg>
    </div>
  );
}

/** A bare year says enough on an axis, and takes little room. */
const isYear = (edtf: string): boolean => edtf.length === 4;

/** A name near an end of the axis stands beside its line, so that nothing of it is cut off. */
const anchorAt = (place: number): 'start' | 'middle' | 'end' =>
  place < 8 ? 'start' : place > 92 ? 'end' : 'middle';

function Row({ row, scale, day }: { row: GanttRow; scale: TimeScale; day: Day }) {
  const id = useId();
  return (
    <div className="gantt-row">
      <h3 id={id} className="gantt-title">
        {row.title}
      </h3>
      <ol className="gantt-lines" aria-labelledby={id}>
        {row.lines.map(({ key, span, tone, text }) => (
          <li key={key} className="gantt-line">
            <span className="gantt-text">{text}</span>
            <svg className="gantt-lane" height="20" aria-hidden="true">
              {scale.ticks.map(({ at, edtf }) => (
                <line key={edtf} className="gantt-tick" x1={`${at}%`} x2={`${at}%`} y1="0" y2="100%" />
              ))}
              {span !== null && <Mark span={span} tone={tone} scale={scale} />}
              <line
                className="gantt-today"
                x1={`${scale.place(day.at)}%`}
                x2={`${scale.place(day.at)}%`}
                y1="0"
                y2="100%"
              />
            </svg>
          </li>
        ))}
      </ol>
    </div>
  );
}

interface MarkProps {
  readonly span: NonNullable<GanttLine['span']>;
  readonly tone: GanttTone;
  readonly scale: TimeScale;
}

/** A diamond for a day, a bar for a month, a year or a range; open to the left where no first day is known. */
function Mark({ span: { from, to }, tone, scale }: MarkProps) {
  if (from === to) {
    return (
      <svg x={`${scale.place(to)}%`} y="50%" className="gantt-day">
        <path d="M0 -7 L7 0 L0 7 L-7 0 Z" className={`gantt-${tone}`} />
      </svg>
    );
  }
  const start = from === null ? 0 : scale.place(from);
  const width = Math.max(scale.place(to) - start, 0.6);
  const thin = tone === 'baseline' || tone === 'pause';
  return (
    <svg x={`${start}%`} y="50%" width={`${width}%`} className="gantt-day">
      <rect
        y={thin ? -3 : -6}
        width="100%"
        height={thin ? 6 : 12}
        rx="3"
        className={`gantt-${tone} ${from === null ? 'gantt-open' : ''}`}
      />
    </svg>
  );
}
