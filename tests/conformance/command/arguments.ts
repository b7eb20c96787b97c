import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What is to be proved, and where the result goes. */
export interface Chosen {
  /** As it is named on the command line; a path is absolute. */
  readonly module: string
  readonly subjectPath: string
  /** Only requirements whose ids begin so. */
  readonly only: string | null
  readonly jsonPath: string | null
}

export type Asked =
  | { readonly kind: 'help' }
  | { readonly kind: 'list' }
  | { readonly kind: 'run'; readonly chosen: Chosen }
  | { readonly kind: 'mistake'; readonly text: string }

const SUBJECTS = new URL('..', import.meta.url)

export const HELP = `Proves requirement by requirement that a billing and its adapter do what the gateway needs.

  npm run conformance -- --module NAME
  npm run conformance -- --module ./my-billing.ts --subject ./my-subject.ts

  --module   a billing that the gateway brings along (${listBuiltIn().join(', ')}), or the file of your own
  --subject  the file that starts the billing and tells what is true of it; for a billing of the gateway
             it is tests/conformance/NAME-subject.ts. How to write one: tests/conformance/README.md
  --only     requirements whose ids begin so, such as POSTINGS or ORDERS-20
  --json     a file for the result
  --list     the requirements, without proving any
  --help     this text

Ends with 0 when nothing failed, with 1 when something did, with 2 when it cannot begin.
`

/** The billings that have a subject here. */
function listBuiltIn(): readonly string[] {
  return readdirSync(SUBJECTS)
    .flatMap((name) => /^(?<module>[\w-]+)-subject\.ts$/.exec(name)?.groups?.['module'] ?? [])
    .toSorted()
}

/** Paths are relative to the directory from which npm was called. */
export function readArguments(words: readonly string[], directory: string): Asked {
  let values: Readonly<Record<string, string | boolean | undefined>>
  try {
    values = parseArgs({ args: [...words], options: OPTIONS, strict: true }).values
  } catch (error) {
    return mistake(error instanceof Error ? error.message : String(error))
  }
  if (values['help'] === true) return { kind: 'help' }
  if (values['list'] === true) return { kind: 'list' }
  const { module, subject, only, json } = values
  if (typeof module !== 'string') return mistake('--module is missing.')
  const subjectPath = findSubject(module, typeof subject === 'string' ? subject : null, directory)
  if (subjectPath.kind === 'mistake') return subjectPath
  const jsonPath = typeof json === 'string' ? resolve(directory, json) : null
  // Found out before the run, which takes a minute, and not after it.
  if (jsonPath !== null && !existsSync(dirname(jsonPath))) return mistake(`There is no folder ${dirname(jsonPath)}.`)
  return {
    kind: 'run',
    chosen: {
      module: isFile(module) ? resolve(directory, module) : module,
      subjectPath: subjectPath.path,
      only: typeof only === 'string' ? only : null,
      jsonPath,
    },
  }
}

const OPTIONS = {
  module: { type: 'string' },
  subject: { type: 'string' },
  only: { type: 'string' },
  json: { type: 'string' },
  list: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

function findSubject(
  module: string,
  subject: string | null,
  directory: string,
): { readonly kind: 'found'; readonly path: string } | Extract<Asked, { kind: 'mistake' }> {
  if (isFile(module) && !isThere(resolve(directory, module))) return mistake(`There is no file ${module}.`)
  if (subject !== null) {
    const path = resolve(directory, subject)
    return isThere(path) ? { kind: 'found', path } : mistake(`There is no file ${subject}.`)
  }
  if (isFile(module)) return mistake(`${module} is a billing of your own: name its subject with --subject FILE.`)
  if (listBuiltIn().includes(module)) {
    return { kind: 'found', path: resolve(import.meta.dirname, `../${module}-subject.ts`) }
  }
  return mistake(
    `There is no subject of ${JSON.stringify(module)}. The gateway has those of ${listBuiltIn().join(', ')}; another one is a path, with --subject FILE.`,
  )
}

/** A name of the gateway's own has neither dots nor slashes. */
function isFile(module: string): boolean {
  return /[./\\]/.test(module)
}

function isThere(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}

function mistake(text: string): Extract<Asked, { kind: 'mistake' }> {
  return { kind: 'mistake', text }
}
