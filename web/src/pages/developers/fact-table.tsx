interface Props {
  caption: string
  columns: readonly [string, string, string]
  rows: readonly (readonly [string, string, string])[]
}

/** Three columns; one below the other on small screens. */
export function FactTable({ caption, columns, rows }: Props) {
  return (
    <table className="mt-4 block w-full border-t border-line text-sm sm:table">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className="py-2 pr-6 text-left font-medium whitespace-nowrap text-soft">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block sm:table-row-group">
        {rows.map(([first, second, third]) => (
          <tr key={`${first} ${second}`} className="block border-t border-line py-3 align-top sm:table-row sm:py-0">
            <td className="block font-mono text-xs sm:table-cell sm:whitespace-nowrap sm:py-2.5 sm:pr-6">{first}</td>
            <th scope="row" className="block text-left font-medium sm:table-cell sm:whitespace-nowrap sm:py-2.5 sm:pr-6">
              {second}
            </th>
            <td className="block text-soft sm:table-cell sm:py-2.5">{third}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
