import type { Requirement, Verdict } from '../requirement.ts'
import { sliceOf } from '../suite.ts'

/** What came of one requirement. */
export interface Result {
  readonly requirement: Requirement
  readonly verdict: Verdict | { readonly kind: 'failed'; readonly reason: string }
}

export interface Report {
  readonly module: string
  readonly results: readonly Result[]
  /** What went wrong beside the requirements, such as a subject that does not start. */
  readonly errors: readonly string[]
}

const KINDS = ['passed', 'refused', 'not_applicable', 'failed'] as const

const WORDS = {
  passed: 'passed',
  refused: 'refused by capability',
  not_applicable: 'not applicable',
  failed: 'FAILED',
} as const satisfies Readonly<Record<(typeof KINDS)[number], string>>

export function hasFailed({ results, errors }: Report): boolean {
  return results.length === 0 || errors.length > 0 || results.some(({ verdict }) => verdict.kind === 'failed')
}

/** Each requirement in its line, by slices, then how many of each. */
export function writeTable(report: Report): string {
  const { results, errors, module } = report
  const widest = Math.max(0, ...results.map(({ requirement }) => requirement.id.length))
  const slices = Map.groupBy(results, ({ requirement }) => sliceOf(requirement))
  const lines = [...slices].flatMap(([slice, own]) => [
    '',
    slice,
    ...own.map((result) => `  ${result.requirement.id.padEnd(widest)}  ${writeResult(result)}`),
  ])
  const totals = [...slices].map(([slice, own]) => writeTotals(slice, own))
  return [
    `The conformance of ${module}`,
    ...lines,
    '',
    `${''.padEnd(14)}${KINDS.map((kind) => WORDS[kind].padStart(COLUMN)).join('')}`,
    ...totals,
    writeTotals('all', results),
    ...errors.map((error) => `\nerror: ${error}`),
    '',
  ].join('\n')
}

export function writeJson({ module, results, errors }: Report): string {
  const requirements = results.map(({ requirement: { id, statement }, verdict }) => ({ id, statement, ...verdict }))
  const totals = Object.fromEntries(KINDS.map((kind) => [kind, countOf(kind, results)]))
  return `${JSON.stringify({ module, totals, requirements, errors }, null, 2)}\n`
}

const COLUMN = 24

function writeTotals(name: string, results: readonly Result[]): string {
  return `${name.padEnd(14)}${KINDS.map((kind) => String(countOf(kind, results)).padStart(COLUMN)).join('')}`
}

function countOf(kind: (typeof KINDS)[number], results: readonly Result[]): number {
  return results.filter(({ verdict }) => verdict.kind === kind).length
}

function writeResult({ requirement: { statement }, verdict }: Result): string {
  const word = WORDS[verdict.kind]
  switch (verdict.kind) {
    case 'passed':
      return `${word.padEnd(LONGEST_WORD)}  ${statement}${verdict.note === undefined ? '' : ` (${verdict.note})`}`
    case 'refused':
      return `${word.padEnd(LONGEST_WORD)}  ${statement} (${verdict.capability})`
    case 'not_applicable':
      return `${word.padEnd(LONGEST_WORD)}  ${statement} (${verdict.reason})`
    case 'failed':
      return `${word.padEnd(LONGEST_WORD)}  ${statement}\n${indent(verdict.reason)}`
  }
}

const LONGEST_WORD = WORDS.refused.length

function indent(text: string): string {
  return text
    .split('\n')
    .slice(0, MOST_LINES_OF_A_REASON)
    .map((line) => `      ${line}`)
    .join('\n')
}

/** A difference between long lists says enough in its beginning. */
const MOST_LINES_OF_A_REASON = 30
