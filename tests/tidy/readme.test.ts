import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REFERENCE_VARIABLES } from '../../src/billing/reference/variables.ts'
import { VARIABLES } from '../../src/variables.ts'
import { ROOT } from './source-files.ts'

const readme = readFileSync(`${ROOT}README.md`, 'utf8')

test("the README's tables of variables are those of the code", () => {
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*) \|$/gm)].map(([, name, fallback, meaning]) => ({
    name,
    fallback,
    meaning,
  }))
  const variables = [...VARIABLES, ...REFERENCE_VARIABLES]
  expect(rows).toEqual(variables.map(({ name, fallback, meaning }) => ({ name, fallback: `\`${fallback}\``, meaning })))
})

test('every file and folder that the README links to is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target ?? '')
  expect(links.length).toBeGreaterThan(3)
  expect(links.filter((target) => !existsSync(`${ROOT}${target}`))).toEqual([])
})

test('every dependency has its reason in docs/dependencies.md', () => {
  const reasons = readFileSync(`${ROOT}docs/dependencies.md`, 'utf8')
  const manifest: unknown = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'))
  const names = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((group) =>
    Object.keys(groupOf(manifest, group)),
  )
  expect(names.filter((name) => !reasons.includes(`\`${name}\``))).toEqual([])
})

function groupOf(manifest: unknown, group: string): object {
  const entry = Object.entries(Object(manifest)).find(([name]) => name === group)?.[1]
  return typeof entry === 'object' && entry !== null ? entry : {}
}
