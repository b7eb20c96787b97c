import { readFileSync } from 'node:fs'
import type { Section } from './rows.ts'

const RESULTS = new URL('../tour/assemblies.json', import.meta.url)

interface Step {
  /** Begins with the id of its row. */
  readonly title: string
  readonly verdict: string
}

/** What `npm run tour:assemblies -- --write` has seen of the tour, by the billing that was connected. */
function readResults(): Readonly<Record<string, readonly Step[]>> {
  const results: Record<string, readonly Step[]> = JSON.parse(readFileSync(RESULTS, 'utf8'))
  return results
}

type RowState = 'works' | 'in part' | 'not here' | 'no step'

function stateOf(id: string, steps: readonly Step[]): RowState {
  const own = steps.filter(({ title }) => title.startsWith(`${id} `))
  if (own.length === 0) return 'no step'
  const working = own.filter(({ verdict }) => verdict === 'works').length
  if (working === own.length) return 'works'
  return working > 0 ? 'in part' : 'not here'
}

/** The part of the page about billings of other kinds. */
export function renderAssemblies(sections: readonly Section[]): string {
  const results = Object.entries(readResults())
  const rows = sections.flatMap((section) => section.rows)
  const counts = results.map(([name, steps]) => {
    const count = (state: RowState) => rows.filter(({ id }) => stateOf(id, steps) === state).length
    const working = steps.filter(({ verdict }) => verdict === 'works').length
    return `- \`${name}\`: ${count('works')} rows work, ${count('in part')} in part, ${count('not here')} are not there; ${working} of ${steps.length} steps.\n`
  })
  const header = results.map(([name]) => ` ${name} |`).join('')
  const lines = rows.map(
    ({ id, capability }) =>
      `| ${id} | ${capability} |${results.map(([, steps]) => ` ${stateOf(id, steps)} |`).join('')}\n`,
  )
  return `## On other billings

The same client, the same operations: [the tour](tour.md) over the reference billing works whole, and \`npm run tour:assemblies\` runs it over a gateway for each of the others, whose wire doubles have other books. A step works that answers with the codes of the
page and holds something where the page does. What a billing has not got is refused by a code, or is empty; so are the steps that follow from it. A row works when all of its steps do, and in part when some do; what the tour of a row asks of the sandbox's books alone (a debtor, a television package) is not
there either.

${counts.join('')}
| | capability |${header}
|---|---|${results.map(() => '---|').join('')}
${lines.join('')}`
}
