import { readFileSync, writeFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import { printContract } from '../published/contract.ts'
import { listSourceFiles, type SourceFile } from '../tidy/source-files.ts'
import { renderAssemblies } from './assemblies.ts'
import { type Row, SECTIONS, type Section } from './rows.ts'

const FILE = 'docs/coverage.md'
const PATH = new URL(`../../${FILE}`, import.meta.url)

/** A test whose title says what it has seen. */
export interface Witness {
  readonly ids: readonly string[]
  readonly path: string
  readonly line: number
  /** The whole file, in which the operations stand that the test sends. */
  readonly text: string
}

export type State = 'works' | 'reading part' | 'not yet'

export interface CoverageParts {
  readonly sections: readonly Section[]
  readonly witnesses: readonly Witness[]
  /** Names of the mutations and subscriptions that the contract has. */
  readonly operations: ReadonlySet<string>
}

/** Writes the page anew where it differs. Answers whether it was up to date. */
export function refreshCoverage(): boolean {
  const present = renderCoverage(readParts())
  if (readPage() === present) return true
  writeFileSync(PATH, present)
  process.stdout.write(`${FILE} was out of date; it has been written anew: look at the difference and commit it.\n`)
  return false
}

/** The rows of today, and the tests that see them over the API. */
export function readParts(): CoverageParts {
  const files = listSourceFiles(['tests/api', 'tests/e2e'], ['.test.ts']).toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const schema = buildSchema(printContract())
  const roots = [schema.getMutationType(), schema.getSubscriptionType()]
  const operations = new Set(roots.flatMap((type) => Object.keys(type?.getFields() ?? {})))
  return { sections: SECTIONS, witnesses: files.map(withImportedOperations).flatMap(findWitnesses), operations }
}

function withImportedOperations(file: SourceFile): SourceFile {
  return { ...file, text: `${file.text}\n${importedOperations(file.text)}` }
}

/** The operations that a test takes from tests/support: by their names, such as REGISTER_DEVICE, or in functions that send them. */
function importedOperations(text: string): string {
  const imports = text.matchAll(/import \{(?<names>[^}]*)\} from '(?<path>\.\.\/support\/[\w-]+\.ts)'/g)
  return [...imports]
    .flatMap(({ groups }) => {
      const source = readFileSync(new URL(groups?.['path'] ?? '', new URL('../api/', import.meta.url)), 'utf8')
      const names = (groups?.['names'] ?? '').match(/\b\w+\b/g) ?? []
      return names.flatMap((name) => [name, ...constantsIn(name, source)]).map((name) => operationOf(name, source))
    })
    .join('\n')
}

function operationOf(constant: string, source: string): string {
  return new RegExp(`const ${constant} =\\s*\`[^\`]*\``).exec(source)?.[0] ?? ''
}

/** The names in capitals that a function of the file uses. */
function constantsIn(name: string, source: string): readonly string[] {
  const body = new RegExp(`function ${name}\\b[^]*?\\n\\}\\n`).exec(source)?.[0] ?? ''
  return body.match(/\b[A-Z][A-Z_]+\b/g) ?? []
}

/** Titles count where a test is declared: `test('A1 A9 …'`, `test.each(…)('A1 …'`; not where it is switched off. */
export function findWitnesses({ path, text }: SourceFile): readonly Witness[] {
  const titles = text.matchAll(
    /(?<call>\b(?:test|it|describe)(?:\.\w+)*|\))\(\s*['"`](?<ids>[ABCPS]\d{1,2}(?:,? [ABCPS]\d{1,2})*)\b[ :]/g,
  )
  return [...titles].flatMap(({ index, groups }) => {
    if (/\.(?:skip|todo)\b/.test(groups?.['call'] ?? '')) return []
    const ids = (groups?.['ids'] ?? '').split(/,? /)
    return [{ ids, path, line: text.slice(0, index).split('\n').length, text }]
  })
}

/** What is only read counts in part: each change must be in the contract, and sent by a test of its row. */
export function stateOf({ id, changes }: Row, { witnesses, operations }: CoverageParts): State {
  const own = witnesses.filter(({ ids }) => ids.includes(id))
  if (own.length === 0) return 'not yet'
  const isSeen = (name: string): boolean =>
    operations.has(name) && own.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text))
  return changes.every(isSeen) ? 'works' : 'reading part'
}

export function renderCoverage(parts: CoverageParts): string {
  const rows = parts.sections.flatMap((section) => section.rows)
  const count = (state: State): number => rows.filter((row) => stateOf(row, parts) === state).length
  const tables = parts.sections.map(
    ({ title, rows }) =>
      `## ${title}\n\n| | capability | state | seen by |\n|---|---|---|---|\n${rows.map((row) => renderRow(row, parts)).join('')}`,
  )
  return `# What works

Made by \`npm run coverage:rows\` of the titles of the tests; edit those, or [the rows](../tests/rows/rows.ts). A row works when tests that carry its
id have seen it over the API, with every change that belongs to it; it is in its reading part while a change is missing. The figures are lines of files in
[tests](../tests).

${count('works')} of ${rows.length} work, ${count('reading part')} in their reading part, ${count('not yet')} not yet.

${tables.join('\n')}
${renderAssemblies(parts.sections)}`
}

function renderRow(row: Row, parts: CoverageParts): string {
  const own = parts.witnesses.filter(({ ids }) => ids.includes(row.id))
  const files = [...new Set(own.map(({ path }) => path))].map((path) => {
    const lines = own.filter((witness) => witness.path === path).map(({ line }) => `[${line}](../${path}#L${line})`)
    return `${path.replace(/^tests\/|\.test\.ts$/g, '')} ${lines.join(' ')}`
  })
  return `| ${row.id} | ${row.capability} | ${stateOf(row, parts)} | ${files.join(', ')} |\n`
}

function readPage(): string | null {
  try {
    return readFileSync(PATH, 'utf8')
  } catch {
    return null
  }
}
