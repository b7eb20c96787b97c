import { expect, test } from 'vitest'
import { RINGS } from './rings.ts'
import { importsOf, listSourceFiles, type SourceFile } from './source-files.ts'

/** Packages that only one place may know, so that replacing one stays a change in one place. */
const PACKAGE_HOMES: Readonly<Record<string, readonly string[]>> = {
  'graphql-shield': ['src/graphql/shield.ts'],
  'graphql-middleware': ['src/graphql/shield.ts'],
  '@apollo/server': ['src/graphql', 'src/server'],
  'graphql-ws': ['src/server'],
  ws: ['src/server'],
  kysely: ['src/store'],
  pg: ['src/store'],
  ioredis: ['src/store'],
  jose: ['src/auth'],
  'markdown-it': ['src/graphql/forum/markdown.ts'],
  nodemailer: ['src/delivery'],
  undici: ['src/billing/transport', 'src/delivery'],
  saxes: ['src/billing/transport', 'src/sandbox'],
  pdfkit: ['src/receipts/pdf.ts', 'src/reports', 'src/sandbox'],
  uqr: ['src/receipts/qr.ts', 'src/sandbox/acquirer/page.ts'],
  yazl: ['src/reports'],
  pino: ['src/observability'],
  'prom-client': ['src/observability'],
}

const files = listSourceFiles(['src'], ['.ts'])

test('imports point down only', () => {
  expect(files.length).toBeGreaterThan(40)
  expect(files.flatMap((file) => forbiddenImports(file))).toEqual([])
})

test('an import that points up is seen', () => {
  const up: SourceFile = { path: 'src/domain/money.ts', text: "import { createAuth } from '../auth/create.ts'\n" }
  expect(forbiddenImports(up)).toEqual(['src/domain/money.ts imports src/auth/create.ts'])
})

test('the domain imports no package', () => {
  const domain = files.filter(({ path }) => path.startsWith('src/domain/'))
  expect(domain.flatMap((file) => importsOf(file).packages)).toEqual([])
})

test('the sandbox shares no code with the gateway', () => {
  const sandbox = files.filter(({ path }) => path.startsWith('src/sandbox/'))
  const outside = sandbox.flatMap((file) => {
    const { own, typeOnlyOwn } = importsOf(file)
    return [...own, ...typeOnlyOwn].filter((target) => !target.startsWith('src/sandbox/'))
  })
  expect(outside).toEqual([])
})

test('a package with one home is imported nowhere else', () => {
  const strays = files.flatMap((file) =>
    importsOf(file).packages.flatMap((name) => {
      const home = Object.entries(PACKAGE_HOMES).find(([known]) => name === known || name.startsWith(`${known}/`))
      return home && !home[1].some((place) => file.path.startsWith(place)) ? [`${file.path} imports ${name}`] : []
    }),
  )
  expect(strays).toEqual([])
})

test('generated code is imported as types only', () => {
  const strays = files.filter((file) => importsOf(file).own.some((target) => target.startsWith('src/generated/')))
  expect(strays.map(({ path }) => path)).toEqual([])
})

test('words of a vendor stand in his folder, in that of the dialect that resembles him, and where habits are recognised', () => {
  const words = /vgid|vgroup|agrmid|tarid|sessnum|holdup|errno|errstr|usersid|urn:api3|extern_?payment|check_?ext_?id/i
  const homes = ['src/billing/abills/', 'src/billing/lanbilling/', 'src/billing/reference/', 'src/sandbox/']
  const strays = files.filter(({ path, text }) => words.test(text) && !homes.some((home) => path.startsWith(home)))
  expect(strays.map(({ path }) => path)).toEqual(['src/doctor-command/look.ts'])
})

test('only the composition root, the server and the programs read the environment', () => {
  const readers = files.filter(({ text }) => /\bprocess\.env\b/.test(text)).map(({ path }) => path)
  expect(readers.toSorted()).toEqual([
    'src/doctor-command/main.ts',
    'src/embedded-sandbox.ts',
    'src/main.ts',
    'src/partner-command/main.ts',
    'src/reconcile-command/main.ts',
    'src/sandbox/main.ts',
  ])
})

function forbiddenImports(file: SourceFile): string[] {
  const ring = ringOf(file.path)
  const allowed = RINGS[ring] ?? []
  const { own, typeOnlyOwn } = importsOf(file)
  return [...own, ...typeOnlyOwn]
    .filter((target) => !mayImport({ ring, allowed, target }))
    .map((target) => `${file.path} imports ${target}`)
}

function mayImport({ ring, allowed, target }: { ring: string; allowed: readonly string[]; target: string }): boolean {
  return (
    allowed.includes('*') || [ring, ...allowed].some((prefix) => target === prefix || target.startsWith(`${prefix}/`))
  )
}

function ringOf(path: string): string {
  const ring = Object.keys(RINGS)
    .filter((prefix) => path === prefix || path.startsWith(`${prefix}/`))
    .toSorted((left, right) => right.length - left.length)[0]
  if (ring === undefined) throw new Error(`${path} stands in no ring: give it a place in the table`)
  return ring
}
