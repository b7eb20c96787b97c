import { makeExecutableSchema } from '@graphql-tools/schema'
import { graphql } from 'graphql'
import { expect, test } from 'vitest'
import type { Authentication } from '../../src/auth/auth.ts'
import type { Viewer } from '../../src/domain/viewer.ts'
import { ClientError } from '../../src/graphql/errors.ts'
import { asksWhoTheyAre, isPublic, isSignedIn, readsAccounts } from '../../src/graphql/rules.ts'
import { type Permissions, protect, type Rule } from '../../src/graphql/shield.ts'

const ANONYMOUS: Authentication = { kind: 'anonymous' }
const SUBSCRIBER = viewerOf('SUBSCRIBER')

const resolve = () => 'a'

/** Counts what really ran, so that a denial which runs the resolver all the same is seen. */
function build(permissions: Permissions) {
  const ran: string[] = []
  const schema = makeExecutableSchema({
    typeDefs: `
      type Query { open: String guarded(id: Int): String forgotten: String broken: String string: String item: Item }
      type Item { name: String price: Int }`,
    resolvers: {
      Query: {
        open: () => (ran.push('open'), 'open'),
        guarded: (_parent: unknown, { id }: { id?: number }) => (ran.push('guarded'), `guarded ${id}`),
        forgotten: () => (ran.push('forgotten'), 'forgotten'),
        broken: () => Promise.reject(new ClientError('BILLING_TIMEOUT')),
        string: () => {
          // What a careless library may do; a linter sees it in our own code.
          const thrown: unknown = 'a secret in a thrown text'
          throw thrown
        },
        item: () => ({ name: 'a', price: 1 }),
      },
    },
  })
  const guarded = protect(schema, permissions)
  const run = (source: string, authentication: Authentication) =>
    graphql({ schema: guarded, source, contextValue: { authentication } })
  return { ran, run }
}

const PERMISSIONS: Permissions = {
  Query: { open: isPublic, guarded: isSignedIn, broken: isSignedIn, string: isSignedIn, item: isPublic },
  Item: { name: isPublic },
}

test('a field that no rule names is denied to everybody, and its resolver does not run', async () => {
  const { ran, run } = build(PERMISSIONS)
  const { data, errors } = await run('{ forgotten item { name price } }', SUBSCRIBER)
  expect(data).toEqual({ forgotten: null, item: { name: 'a', price: null } })
  expect(errors?.map(({ path, originalError }) => [path?.join('.'), codeOf(originalError)])).toEqual([
    ['forgotten', 'FORBIDDEN'],
    ['item.price', 'FORBIDDEN'],
  ])
  expect(ran).toEqual([])
})

test('a denied resolver does not run, an allowed one does', async () => {
  const { ran, run } = build(PERMISSIONS)
  const { errors } = await run('{ guarded open }', ANONYMOUS)
  expect(errors?.map(({ originalError }) => codeOf(originalError))).toEqual(['UNAUTHENTICATED'])
  expect((await run('{ guarded(id: 1) }', SUBSCRIBER)).data).toEqual({ guarded: 'guarded 1' })
  expect(ran).toEqual(['open', 'guarded'])
})

test('a field that is open to everybody keeps its own resolver, so that long lists cost nothing extra', () => {
  const schema = makeExecutableSchema({
    typeDefs: 'type Query { open: String closed: String }',
    resolvers: { Query: { open: resolve, closed: resolve } },
  })
  const fields = protect(schema, { Query: { open: isPublic, closed: isSignedIn } })
    .getQueryType()
    ?.getFields()
  const bare = schema.getQueryType()?.getFields()
  expect(bare?.['open']?.resolve).toBeTypeOf('function')
  expect(fields?.['open']?.resolve).toBe(bare?.['open']?.resolve)
  expect(fields?.['closed']?.resolve).not.toBe(bare?.['closed']?.resolve)
})

test("a resolver's own error comes through as it is", async () => {
  const { errors } = await build(PERMISSIONS).run('{ broken }', SUBSCRIBER)
  expect(codeOf(errors?.[0]?.originalError)).toBe('BILLING_TIMEOUT')
})

test('a thrown text is an error and never data', async () => {
  const { data, errors } = await build(PERMISSIONS).run('{ string }', SUBSCRIBER)
  expect(data).toEqual({ string: null })
  expect(errors?.[0]?.message).not.toContain('secret')
})

test('one field asked for twice is judged twice', async () => {
  let judged = 0
  const counting: Rule = { name: 'counting', open: false, judge: () => (judged++, true) }
  const { run } = build({ ...PERMISSIONS, Query: { ...queryRules(), guarded: counting } })
  await run('{ a: guarded(id: 1) b: guarded(id: 2) }', SUBSCRIBER)
  expect(judged).toBe(2)
})

test('a rule that throws denies', async () => {
  const throwing: Rule = {
    name: 'throwing',
    open: false,
    judge: () => {
      throw new Error('no verdict')
    },
  }
  const { ran, run } = build({ ...PERMISSIONS, Query: { ...queryRules(), guarded: throwing } })
  const { data, errors } = await run('{ guarded }', SUBSCRIBER)
  expect(data).toEqual({ guarded: null })
  expect(errors?.map(({ originalError }) => codeOf(originalError))).toEqual(['FORBIDDEN'])
  expect(ran).toEqual([])
})

test.each([
  [
    'anonymous',
    ANONYMOUS,
    { isPublic: 'pass', isSignedIn: 'UNAUTHENTICATED', readsAccounts: 'UNAUTHENTICATED', asksWhoTheyAre: 'pass' },
  ],
  [
    'an expired token',
    refused('expired'),
    {
      isPublic: 'pass',
      isSignedIn: 'UNAUTHENTICATED',
      readsAccounts: 'UNAUTHENTICATED',
      asksWhoTheyAre: 'UNAUTHENTICATED',
    },
  ],
  [
    'an invalid token',
    refused('invalid'),
    {
      isPublic: 'pass',
      isSignedIn: 'UNAUTHENTICATED',
      readsAccounts: 'UNAUTHENTICATED',
      asksWhoTheyAre: 'UNAUTHENTICATED',
    },
  ],
  ['a subscriber', SUBSCRIBER, { isPublic: 'pass', isSignedIn: 'pass', readsAccounts: 'pass', asksWhoTheyAre: 'pass' }],
  [
    'a member',
    viewerOf('MEMBER'),
    { isPublic: 'pass', isSignedIn: 'pass', readsAccounts: 'pass', asksWhoTheyAre: 'pass' },
  ],
  [
    'an operator',
    viewerOf('OPERATOR'),
    { isPublic: 'pass', isSignedIn: 'pass', readsAccounts: 'pass', asksWhoTheyAre: 'pass' },
  ],
  [
    'a partner',
    viewerOf('PARTNER'),
    { isPublic: 'pass', isSignedIn: 'pass', readsAccounts: 'FORBIDDEN', asksWhoTheyAre: 'FORBIDDEN' },
  ],
])('the rules judge %s', (_name, authentication, verdicts) => {
  const rules = [isPublic, isSignedIn, readsAccounts, asksWhoTheyAre]
  const judged = rules.map(({ name, judge }) => {
    const verdict = judge(authentication)
    return [name, verdict === true ? 'pass' : verdict.code]
  })
  expect(Object.fromEntries(judged)).toEqual(verdicts)
})

function queryRules() {
  return { open: isPublic, broken: isSignedIn, string: isSignedIn, item: isPublic }
}

function codeOf(error: unknown): unknown {
  return error instanceof ClientError ? error.code : error
}

function refused(reason: 'expired' | 'invalid'): Authentication {
  return { kind: 'refused', reason }
}

function viewerOf(role: Viewer['role']): Authentication {
  const viewer = { sessionId: 's', subjectId: '1', role, displayName: 'x', accounts: [], hasMoreAccounts: false }
  return { kind: 'viewer', viewer }
}
