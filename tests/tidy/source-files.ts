import { readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface SourceFile {
  /** Path from the root, with forward slashes: "src/billing/port.ts". */
  readonly path: string
  readonly text: string
}

/** The files under the given folders of the root with one of the endings; generated files are left out. */
export function listSourceFiles(folders: readonly string[], endings: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(`${ROOT}${folder}`, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((file) => ({ path: relative(ROOT, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }))
    .filter(({ path }) => !path.startsWith('src/generated/') && !path.includes('node_modules/'))
}

/** The relative imports of a file as paths from the root, and its package imports by name. */
export function importsOf({ path, text }: SourceFile): { own: string[]; typeOnlyOwn: string[]; packages: string[] } {
  const own: string[] = []
  const typeOnlyOwn: string[] = []
  const packages: string[] = []
  const statements = text.matchAll(
    /^(?<verb>import|export)(?<type>\s+type)?\s[^'"]*?from\s+'(?<from>[^']+)'|^import\s+'(?<bare>[^']+)'/gm,
  )
  const dynamic = text.matchAll(/\bimport\('(?<from>[^']+)'\)/g)
  for (const { groups } of [...statements, ...dynamic]) {
    const from = groups?.['from'] ?? groups?.['bare'] ?? ''
    if (!from.startsWith('.')) packages.push(from)
    else (groups?.['type'] ? typeOnlyOwn : own).push(resolveFrom(path, from))
  }
  return { own, typeOnlyOwn, packages }
}

function resolveFrom(path: string, from: string): string {
  return new URL(from, `file:///${path}`).pathname.slice(1)
}
