import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.close())

const region = writeId({ type: 'Region', regionId: '1' })

test.each(['serviceOfferings', 'equipmentOfferings'])('C9 C16 paging through %s yields each once', async (field) => {
  interface Page {
    readonly nodes: readonly { readonly id: string }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
  const document = `query ($regionId: ID!, $first: Int!, $after: String) {
    page: ${field}(regionId: $regionId, first: $first, after: $after) {
      nodes { id } pageInfo { hasNextPage endCursor } } }`
  const read = async (first: number, after: string | null) => {
    const variables = { regionId: region, first, after }
    const { data, errors } = await gateway.query<{ page: Page }>(document, variables)
    expect(errors).toEqual([])
    return data.page
  }
  const all = await read(100, null)
  expect(all.nodes.length).toBeGreaterThan(2)
  expect(all.pageInfo.hasNextPage).toBe(false)
  const ids: string[] = []
  let after: string | null = null
  do {
    const page: Page = await read(2, after)
    ids.push(...page.nodes.map(({ id }) => id))
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after !== null)
  expect(ids).toEqual(all.nodes.map(({ id }) => id))
  const strange = await gateway.query(document, { regionId: region, first: 2, after: 'strange' })
  expect(strange.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
})
