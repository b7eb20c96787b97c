import { expect, test } from 'vitest'
import { RINGS_OF_PAYING } from './rings-of-paying.ts'
import { importsOf, listSourceFiles, type SourceFile } from './source-files.ts'

/**
 * The rings: who may import whom. The longest prefix of a path names its ring; a ring may import itself, what stands in
 * its row, and with `import type` src/generated. This table is the architecture; the picture in the README is drawn
 * after it.
 */
const RINGS: Readonly<Record<string, readonly string[]>> = {
  'src/main.ts': ['*'],
  'src/assembly.ts': ['*'],
  'src/running-payments.ts': ['*'],
  'src/running-checkouts.ts': ['*'],
  'src/running-fiscal.ts': ['*'],
  'src/running-access.ts': ['*'],
  'src/running-helpdesk.ts': ['*'],
  'src/running-live.ts': ['*'],
  'src/running-reports.ts': ['*'],
  'src/running-notifications.ts': ['*'],
  'src/config.ts': [
    'src/domain',
    'src/environment.ts',
    'src/delivery-config.ts',
    'src/acquirer-config.ts',
    'src/fiscal-config.ts',
  ],
  'src/acquirer-config.ts': ['src/environment.ts', 'src/fiscal-config.ts', 'src/fiscal/port.ts', 'src/domain'],
  'src/fiscal-config.ts': ['src/environment.ts', 'src/fiscal/port.ts', 'src/domain'],
  'src/delivery-config.ts': ['src/environment.ts'],
  'src/use-cases.ts': ['*'],
  'src/environment.ts': [],
  'src/variables.ts': [],
  'src/heap.ts': [],
  'src/embedded-sandbox.ts': ['src/observability'],
  'src/reconcile-command': [
    'src/assembly.ts',
    'src/config.ts',
    'src/environment.ts',
    'src/billing/error.ts',
    'src/payments',
    'src/store',
    'src/domain',
    'src/observability',
  ],
  'src/partner-command': ['src/config.ts', 'src/environment.ts', 'src/auth', 'src/store', 'src/domain'],
  'src/server': [
    'src/terminals',
    'src/graphql',
    'src/reports',
    'src/attachments/attachments.ts',
    'src/auth',
    'src/store/error.ts',
    'src/domain/attachment.ts',
    'src/domain/terminal.ts',
    'src/observability',
  ],
  'src/terminals': [
    'src/graphql/language.ts',
    'src/graphql/partner-payment/texts.ts',
    'src/payments',
    'src/store/error.ts',
    'src/domain',
    'src/observability',
  ],
  'src/files': ['src/observability'],
  'src/attachments': ['src/files', 'src/store', 'src/domain', 'src/observability'],
  'src/live': [
    'src/billing/guard',
    'src/billing/port.ts',
    'src/billing/order-port.ts',
    'src/billing/error.ts',
    'src/payments',
    'src/domain',
  ],
  'src/graphql': [
    'src/live',
    'src/receipts',
    'src/attachments/attachments.ts',
    'src/cabinet',
    'src/reports',
    'src/payments',
    'src/auth',
    'src/billing/guard',
    'src/billing/port.ts',
    'src/billing/content-port.ts',
    'src/billing/forum-port.ts',
    'src/billing/order-port.ts',
    'src/billing/promised-payment-port.ts',
    'src/billing/posting-port.ts',
    'src/billing/ticket-port.ts',
    'src/billing/error.ts',
    'src/store',
    'src/domain',
    'src/observability',
    'src/generated',
  ],
  'src/reports': [
    'src/billing/port.ts',
    'src/billing/error.ts',
    'src/files',
    'src/store',
    'src/domain',
    'src/observability',
  ],
  'src/receipts': [
    'src/reports',
    'src/cabinet/desk.ts',
    'src/payments/recommended-amount.ts',
    'src/billing/port.ts',
    'src/billing/error.ts',
    'src/store',
    'src/domain',
  ],
  'src/cabinet': [
    'src/attachments/attachments.ts',
    'src/notifications',
    'src/payments',
    'src/auth',
    'src/billing/port.ts',
    'src/billing/posting-port.ts',
    'src/billing/ticket-port.ts',
    'src/billing/error.ts',
    'src/store',
    'src/domain',
  ],
  'src/notifications': [
    'src/auth',
    'src/billing/port.ts',
    'src/billing/order-port.ts',
    'src/billing/error.ts',
    'src/store',
    'src/domain',
  ],
  'src/payments': [
    'src/fiscal/port.ts',
    'src/fiscal/error.ts',
    'src/acquiring/port.ts',
    'src/acquiring/error.ts',
    'src/billing/port.ts',
    'src/billing/order-port.ts',
    'src/billing/promised-payment-port.ts',
    'src/billing/posting-port.ts',
    'src/billing/ticket-port.ts',
    'src/billing/error.ts',
    'src/store',
    'src/domain',
    'src/observability',
  ],
  'src/auth': [
    'src/billing/port.ts',
    'src/billing/login-port.ts',
    'src/billing/error.ts',
    'src/store',
    'src/domain',
    'src/observability',
  ],
  'src/delivery': ['src/store', 'src/domain', 'src/observability'],
  'src/store': ['src/domain', 'src/observability'],
  'src/billing/reference': [
    'src/billing/transport',
    'src/billing/assemble.ts',
    'src/billing/port.ts',
    'src/billing/order-port.ts',
    'src/billing/promised-payment-port.ts',
    'src/billing/posting-port.ts',
    'src/billing/login-port.ts',
    'src/billing/ticket-port.ts',
    'src/billing/error.ts',
    'src/domain',
  ],
  'src/billing/content': [
    'src/billing/port.ts',
    'src/billing/content-port.ts',
    'src/billing/forum-port.ts',
    'src/store',
    'src/domain',
  ],
  'src/billing/guard': ['src/billing/port.ts', 'src/billing/error.ts', 'src/domain', 'src/observability'],
  'src/billing/transport': ['src/billing/port.ts', 'src/billing/error.ts', 'src/domain', 'src/observability'],
  'src/billing/assemble.ts': ['src/billing/port.ts'],
  'src/billing/order-port.ts': ['src/billing/port.ts', 'src/billing/posting-port.ts', 'src/domain'],
  'src/billing/promised-payment-port.ts': ['src/domain', 'src/billing/port.ts', 'src/billing/posting-port.ts'],
  'src/billing/document-port.ts': ['src/domain', 'src/billing/port.ts'],
  'src/billing/device-port.ts': ['src/domain', 'src/billing/port.ts', 'src/billing/error.ts'],
  'src/billing/capabilities.ts': [],
  'src/billing/port.ts': [
    'src/billing/capabilities.ts',
    'src/billing/device-port.ts',
    'src/billing/document-port.ts',
    'src/billing/order-port.ts',
    'src/billing/promised-payment-port.ts',
    'src/billing/posting-port.ts',
    'src/billing/login-port.ts',
    'src/billing/ticket-port.ts',
    'src/billing/error.ts',
    'src/domain',
  ],
  'src/billing/posting-port.ts': ['src/billing/port.ts', 'src/domain'],
  'src/billing/login-port.ts': ['src/billing/port.ts', 'src/domain'],
  'src/billing/ticket-port.ts': ['src/billing/port.ts', 'src/billing/posting-port.ts', 'src/domain'],
  'src/billing/content-port.ts': ['src/billing/port.ts', 'src/billing/forum-port.ts', 'src/domain'],
  'src/billing/forum-port.ts': ['src/billing/port.ts', 'src/domain'],
  'src/billing/error.ts': [],
  ...RINGS_OF_PAYING,
  'src/domain': [],
  'src/observability': [],
  'src/sandbox': [],
  'src/generated': [],
}

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

test('only the composition root, the server and the programs read the environment', () => {
  const readers = files.filter(({ text }) => /\bprocess\.env\b/.test(text)).map(({ path }) => path)
  expect(readers.toSorted()).toEqual([
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
