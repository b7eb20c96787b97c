import { expect } from 'vitest'
import type { BillingSystem, Bulk } from '../../src/billing/port.ts'
import { type FactName, findBusiest } from './facts.ts'
import { BROKEN_CURSORS, listIds, read, readOne } from './kit.ts'
import type { PartName } from './parts.ts'
import type { Capability } from './refusals.ts'
import { type Requirement, requirement } from './requirement.ts'
import type { ConformanceSubject, Told } from './subject.ts'

/** One page of one account's rows, newest first. */
export interface PageKey {
  readonly accountId: string
  readonly first: number
  readonly before: string | null
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly hasMore: boolean
}

/** A noun that comes in pages, one account's each. */
export interface PagedNoun<Row extends { readonly id: string; readonly accountId: string }> {
  readonly slice: string
  /** "payment", "charge". */
  readonly word: string
  readonly kind: 'payments' | 'charges' | 'tickets'
  readonly capability: Capability | null
  readonly busy: FactName
  list(billing: BillingSystem, keys: readonly PageKey[]): Promise<Bulk<PageKey, Page<Row>>>
  /** As the books tell it. */
  readonly describe: (row: Row) => object
  /** What of a row is compared. */
  readonly fields: readonly string[]
  /** By id, under the account of the key. */
  find(
    billing: BillingSystem,
    keys: readonly { accountId: string; id: string }[],
  ): Promise<readonly (Row | undefined)[]>
  /** How somebody else makes another row; null where that cannot be asked for. */
  readonly adding: {
    readonly part: PartName
    add(subject: ConformanceSubject, accountId: string): Told<void> | undefined
  }
}

type Row = { readonly id: string; readonly accountId: string }

/** What holds for every noun that comes in pages, numbered from 1. */
export function describePages<R extends Row>(noun: PagedNoun<R>): readonly Requirement[] {
  const { slice, word, kind, capability, busy, adding } = noun
  const common = { ...(capability === null ? {} : { capabilities: [capability] }), parts: [`books.${kind}`] } as const
  const truthOf = async (
    { books }: ConformanceSubject,
    accountId: string,
  ): Promise<readonly { readonly id: string }[]> =>
    ((await books[kind]?.(accountId)) ?? []).map((row) => restrict(row, noun.fields))
  const page = (subject: ConformanceSubject, key: PageKey) => readOne(noun.list(subject.billing, [key]), key)
  const readAll = async (subject: ConformanceSubject, accountId: string, first: number) => {
    const rows: R[] = []
    let next: Page<R> = { rows: [], hasMore: true }
    while (next.hasMore) {
      next = await page(subject, { accountId, first, before: rows.at(-1)?.id ?? null })
      rows.push(...next.rows)
      if (next.rows.length === 0) break
    }
    return rows
  }
  return [
    requirement(
      `${slice}-1`,
      `Page by page every ${word} of an account comes once, newest first, as the books have it.`,
      {
        ...common,
        facts: [busy],
        prove: async (subject) => {
          const { accountId } = await findBusiest(subject, kind)
          const read = await readAll(subject, accountId, 2)
          expect(read.map(noun.describe)).toMatchObject(await truthOf(subject, accountId))
          expect(read.filter((row) => row.accountId !== accountId)).toEqual([])
        },
      },
    ),
    requirement(
      `${slice}-2`,
      'Whether there is more is right at the very edge, and after the last there is an empty page.',
      {
        ...common,
        facts: [busy],
        prove: async (subject) => {
          const { accountId, count } = await findBusiest(subject, kind)
          const first = Math.min(count, 100)
          const last = (await truthOf(subject, accountId)).at(-1)?.id ?? ''
          expect((await page(subject, { accountId, first, before: null })).hasMore).toBe(count > first)
          expect((await page(subject, { accountId, first: first - 1, before: null })).hasMore).toBe(true)
          expect(await page(subject, { accountId, first: 5, before: last })).toEqual({ rows: [], hasMore: false })
        },
      },
    ),
    requirement(`${slice}-3`, 'The pages of many accounts, of different sizes and places, are not mixed up.', {
      ...common,
      facts: ['two accounts'],
      prove: (subject) => proveManyPages(noun, subject, truthOf),
    }),
    requirement(`${slice}-4`, `An account without any ${word} has an empty page.`, {
      ...common,
      parts: [`books.${kind}`, 'office.openAccount'],
      prove: async (subject) => {
        const { id } = await subject.office.openAccount()
        expect(await page(subject, { accountId: id, first: 5, before: null })).toEqual({ rows: [], hasMore: false })
      },
    }),
    requirement(`${slice}-5`, 'What is no account, or nobody’s, has no rows; a place that is none has no page.', {
      ...common,
      prove: async (subject, note) => {
        const [known = ''] = await listIds(subject)
        const strangers = [subject.samples.unknownAccountId, '17;23', ''].map((accountId) => newest(accountId, 5))
        const broken = BROKEN_CURSORS.map((before) => ({ accountId: known, first: 5, before }))
        const pages = await read(noun.list(subject.billing, [...strangers, ...broken]))
        expect(broken.filter((key) => pages.has(key))).toEqual([])
        expect(strangers.flatMap((key) => pages.get(key)?.rows ?? [])).toEqual([])
        if (strangers.some((key) => pages.has(key))) note('an account that is not there has an empty page')
      },
    }),
    requirement(`${slice}-6`, `A ${word} is found by its id, under its own account only.`, {
      ...common,
      facts: [busy],
      prove: async (subject) => {
        const { accountId } = await findBusiest(subject, kind)
        const other = (await listIds(subject)).find((id) => id !== accountId) ?? ''
        const [first, second] = await truthOf(subject, accountId)
        const own = [first, second].map((row) => ({ accountId, id: row?.id ?? '' }))
        const strange = [
          { accountId: other, id: first?.id ?? '' },
          { accountId: subject.samples.unknownAccountId, id: first?.id ?? '' },
          ...[subject.samples.unknownRecordId, '0', "1' OR 1", ''].map((id) => ({ accountId, id })),
        ]
        const found = await noun.find(subject.billing, [...own, ...strange])
        expect(found.slice(0, 2).map((row) => (row === undefined ? null : noun.describe(row)))).toMatchObject([
          first,
          second,
        ])
        expect(found.slice(2).filter((row) => row !== undefined)).toEqual([])
      },
    }),
    requirement(
      `${slice}-7`,
      `A ${word} that arrives between two pages moves no other: none is lost and none comes twice.`,
      {
        ...common,
        parts: [`books.${kind}`, 'office.openAccount', adding.part],
        prove: async (subject) => {
          const { id: accountId } = await subject.office.openAccount()
          for (let count = 0; count < 4; count += 1) await adding.add(subject, accountId)
          const truth = (await truthOf(subject, accountId)).map(({ id }) => id)
          const one = await page(subject, { accountId, first: 2, before: null })
          await adding.add(subject, accountId)
          const two = await page(subject, { accountId, first: 5, before: one.rows.at(-1)?.id ?? null })
          expect([...one.rows, ...two.rows].map(({ id }) => id)).toEqual(truth)
          expect(two.hasMore).toBe(false)
          const newest = await page(subject, { accountId, first: 1, before: null })
          expect(newest.rows.map(noun.describe)).toMatchObject((await truthOf(subject, accountId)).slice(0, 1))
        },
      },
    ),
    requirement(`${slice}-8`, 'A page has as many rows as were asked for, whatever the billing gives by default.', {
      ...common,
      parts: [`books.${kind}`, 'office.openAccount', adding.part],
      prove: async (subject) => {
        const { id: accountId } = await subject.office.openAccount()
        for (let count = 0; count < MORE_THAN_A_DEFAULT; count += 1) await adding.add(subject, accountId)
        const truth = await truthOf(subject, accountId)
        expect((await page(subject, { accountId, first: 100, before: null })).rows.map(noun.describe)).toMatchObject(
          truth,
        )
        expect((await page(subject, { accountId, first: MORE_THAN_A_DEFAULT - 1, before: null })).hasMore).toBe(true)
      },
    }),
  ]
}

/** Billings give 25 rows to whoever does not say how many. */
const MORE_THAN_A_DEFAULT = 28

async function proveManyPages<R extends Row>(
  noun: PagedNoun<R>,
  subject: ConformanceSubject,
  truthOf: (subject: ConformanceSubject, accountId: string) => Promise<readonly { readonly id: string }[]>,
): Promise<void> {
  const keys: PageKey[] = []
  const wanted: { readonly rows: readonly object[]; readonly hasMore: boolean }[] = []
  for (const [index, accountId] of (await listIds(subject)).slice(0, 60).entries()) {
    const truth = await truthOf(subject, accountId)
    const first = (index % 3) + 1
    keys.push(newest(accountId, first))
    wanted.push({ rows: truth.slice(0, first), hasMore: truth.length > first })
    const second = truth[1]
    if (second === undefined) continue
    keys.push({ accountId, first: 2, before: second.id })
    wanted.push({ rows: truth.slice(2, 4), hasMore: truth.length > 4 })
  }
  // The same page asked for by two keys is there twice.
  const [again] = keys
  if (again !== undefined) keys.push({ ...again })
  const pages = await read(noun.list(subject.billing, keys))
  const told = keys.map((key) => pages.get(key))
  const described = told.map((page) => page && { rows: page.rows.map(noun.describe), hasMore: page.hasMore })
  expect(described).toMatchObject(again === undefined ? wanted : [...wanted, wanted[0]])
}

/** The books may tell more than a reader shows, such as the comment that the judge looks at. */
function restrict(row: { readonly id: string }, fields: readonly string[]): { readonly id: string } {
  return { ...Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name))), id: row.id }
}

function newest(accountId: string, first: number): PageKey {
  return { accountId, first, before: null }
}
