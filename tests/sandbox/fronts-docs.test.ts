import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SETTINGS } from '../../src/sandbox/config.ts'
import { ROUTES } from '../../src/sandbox/control/routes.ts'
import { KINDS } from '../../src/sandbox/faults/kinds.ts'

const page = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8')

/** The first cells of all table rows. */
const firstCells = [...page.matchAll(/^\| (.+?) \|/gm)].map((match) => match[1] ?? '')

test('the page has every fault, and no other', () => {
  const told = firstCells.flatMap((cell) => /^`([a-zA-Z0-9]+)`$/.exec(cell)?.[1] ?? [])
  expect(told.filter((name) => !name.startsWith('SANDBOX')).toSorted()).toEqual(Object.keys(KINDS).toSorted())
})

test('the page has every setting with its default', () => {
  for (const { name, preset } of SETTINGS) {
    expect(page).toContain(preset === '' ? `| \`${name}\` | the real time |` : `| \`${name}\` | \`${preset}\` |`)
  }
})

test('the page has every control resource', () => {
  const cells = firstCells.filter((cell) => cell.includes('/control/')).join(' ')
  for (const { method, path } of ROUTES.filter((route) => route.path.length > 0)) {
    expect(cells).toContain(`/control/${path.join('/')}`)
    expect(cells).toMatch(new RegExp(method))
  }
})
