import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { buildSchema, findBreakingChanges, lexicographicSortSchema, printSchema } from 'graphql'
import { readSdl } from '../../src/graphql/schema.ts'
import { DELIBERATE_BREAKS, type DeliberateBreak } from './deliberate-breaks.ts'

const FILE = 'schema.graphql'
const PATH = new URL(`../../${FILE}`, import.meta.url)

/** The whole contract as one sorted document, which clients' tools take: made of the files of schema/. */
export function printContract(): string {
  const schema = makeExecutableSchema({ typeDefs: [...readSdl()] })
  return `# The published contract in one file. It is printed from schema/ by npm run contract; edit it there.\n\n${printSchema(lexicographicSortSchema(schema))}\n`
}

/** Writes the published file anew where it differs. Answers whether it was up to date. */
export function refreshContract(): boolean {
  const present = printContract()
  if (readPublished() === present) return true
  writeFileSync(PATH, present)
  process.stdout.write(`${FILE} was out of date; it has been written anew: look at the difference and commit it.\n`)
  return false
}

/**
 * Compares with what clients may already have been built against: the contract where this branch left the default
 * branch or, on the default branch itself, the one of the commit before. Nothing is compared where there is no earlier contract.
 */
export function contractIsKept(): boolean {
  const base = findBase()
  const earlier = base === null ? null : git('show', `${base}:${FILE}`)
  if (earlier === null) {
    process.stdout.write(`There is no earlier ${FILE} to compare with.\n`)
    return true
  }
  const breaks = listBreaks({ earlier, present: printContract(), deliberate: DELIBERATE_BREAKS })
  for (const change of breaks) process.stdout.write(`This breaks clients: ${change}\n`)
  if (breaks.length > 0)
    process.stdout.write(
      'Keep the old form beside the new one, or give a reason in tests/published/deliberate-breaks.ts.\n',
    )
  return breaks.length === 0
}

/** The changes that break a client of the earlier contract, without those that have a reason. */
export function listBreaks(contracts: {
  readonly earlier: string
  readonly present: string
  readonly deliberate: readonly DeliberateBreak[]
}): readonly string[] {
  const reasoned = new Set(contracts.deliberate.map(({ change }) => change))
  return findBreakingChanges(buildSchema(contracts.earlier), buildSchema(contracts.present))
    .map(({ description }) => description)
    .filter((change) => !reasoned.has(change))
}

function findBase(): string | null {
  const head = git('rev-parse', 'HEAD')
  const fork = git('merge-base', 'HEAD', 'origin/main') ?? git('merge-base', 'HEAD', 'main')
  if (fork === null || fork !== head) return fork ?? head
  // On the default branch the last commit itself is what must be judged, unless the change is not committed yet.
  return git('diff', '--quiet', 'HEAD', '--', FILE) === null ? head : (git('rev-parse', 'HEAD^') ?? head)
}

function readPublished(): string | null {
  try {
    return readFileSync(PATH, 'utf8')
  } catch {
    return null
  }
}

/** What git prints, without the line's end; null where it fails, or where there is no git. */
function git(...words: readonly string[]): string | null {
  const { status, stdout } = spawnSync('git', words, { cwd: new URL('../..', import.meta.url), encoding: 'utf8' })
  return status === 0 ? stdout.trimEnd() : null
}
