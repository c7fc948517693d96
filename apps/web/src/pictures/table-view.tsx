import { useWords } from '../app/use-words.js';
import './pictures.css';

interface TableViewProps {
  readonly label: string;
  readonly columns: readonly string[];
  /** The first cell of a row is its name. */
  readonly rows: readonly (readonly string[])[];
}

/** The same as a picture, for those who would rather read. */
export function TableView({ label, columns, rows }: TableViewProps) {
  const { t } = useWords();
  return (
    <details className="picture-table">
      <summary>{t('pictures/asTable')}</summary>
      <div className="picture-scroll" tabIndex={0} role="region" aria-label={label}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((cell, at) => (
                  <td key={columns[at + 1]} className="number">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
