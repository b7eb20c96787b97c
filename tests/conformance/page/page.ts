import { readFileSync, writeFileSync } from 'node:fs'
import { writeChapters } from '../command/list.ts'
import { REQUIREMENTS } from '../suite.ts'

const FILE = 'docs/conformance.md'
const PATH = new URL(`../../../${FILE}`, import.meta.url)
const BEGIN = '<!-- The table is made by `npm run conformance:rows`. -->\n'

/** Writes the table of the page anew where it differs. Answers whether it was up to date. */
export function refreshConformance(): boolean {
  const page = readFileSync(PATH, 'utf8')
  const present = renderPage(page)
  if (page === present) return true
  writeFileSync(PATH, present)
  process.stdout.write(`${FILE} was out of date; it has been written anew: look at the difference and commit it.\n`)
  return false
}

/** What stands above the table stays as it is. */
export function renderPage(page: string): string {
  const start = page.indexOf(BEGIN)
  if (start === -1) throw new Error(`${FILE} has no line ${BEGIN.trim()}`)
  return `${page.slice(0, start)}${BEGIN}\n${REQUIREMENTS.length} requirements.\n\n${writeChapters()}`
}
