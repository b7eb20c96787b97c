import { expect, test } from 'vitest'
import { listSourceFiles } from './source-files.ts'

/** What the linter has no rule for. Each rule names the reason that a reader gets. */
const RULES: readonly { name: string; folders: readonly string[]; pattern: RegExp }[] = [
  {
    name: 'no class but errors',
    folders: ['src'],
    pattern: /^\s*(?:export )?(?:abstract )?class \w+\b(?! extends \w*Error\b)/m,
  },
  {
    name: 'no unfinished marks',
    folders: ['src', 'tests', 'schema', 'docs', 'bench'],
    pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/,
  },
  {
    name: 'no rule is switched off without a reason',
    folders: ['src', 'tests'],
    pattern: /(?:oxlint|eslint|biome)-(?:disable|ignore)(?!.*(?: -- |: ))/,
  },
  {
    name: 'no test that is switched off or alone',
    folders: ['tests'],
    pattern: /\b(?:test|it|describe)\.(?:only|todo)\(/,
  },
]

for (const { name, folders, pattern } of RULES) {
  test(name, () => {
    const files = listSourceFiles(folders, ['.ts', '.graphql', '.md']).filter(
      ({ path }) => path !== 'tests/tidy/style.test.ts',
    )
    const offenders = files.filter(({ path, text }) => pattern.test(path.endsWith('.md') ? text : withoutImports(text)))
    expect(offenders.map((file) => `${file.path}: ${pattern.exec(withoutImports(file.text))?.[0]?.trim()}`)).toEqual([])
  })
}

test('a file is at most 300 lines long', () => {
  const long = listSourceFiles(['src', 'tests', 'bench'], ['.ts']).filter(({ text }) => text.split('\n').length > 301)
  expect(long.map(({ path }) => path)).toEqual([])
})

/** `import { a as b }` and re-exports rename; they assert nothing. Comments may use the word. */
function withoutImports(text: string): string {
  return text.replace(/^(?:import|export)[^'";]*?from .*$/gm, '').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}
