import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

const UPDATE = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { userErrors { code field } } }`
const [COMPANY, SOLE_TRADER, KPP] = ['7707083893', '500100732259', '770701001']

let gateway: Gateway
let operator: string
let accountId: string
beforeAll(async () => {
  gateway = await startGateway()
  operator = await gateway.signIn('operator')
  const { restId } = await gateway.sandbox.findAccount('200001')
  accountId = writeId({ type: 'Account', kind: 'ORGANIZATION', accountId: String(restId) })
})
afterAll(() => gateway.close())

async function change(fields: object): Promise<readonly object[]> {
  const { data } = await gateway.query<{ updateProfile: { userErrors: readonly object[] } }>(
    UPDATE,
    { input: { accountId, ...fields } },
    operator,
  )
  return data.updateProfile.userErrors
}

async function findBook() {
  const { restId } = await gateway.sandbox.findAccount('200001')
  return gateway.sandbox.books.findProfiles([restId])[0]
}

const NOT_TOGETHER = [{ code: 'INVALID_TAX_NUMBER', field: 'kpp' }]

test('A10 INN and KPP have to fit each other also when only one of them is changed', async () => {
  expect(await change({ inn: COMPANY, kpp: KPP })).toEqual([])
  expect(await change({ inn: SOLE_TRADER })).toEqual(NOT_TOGETHER)
  expect(await findBook()).toMatchObject({ inn: COMPANY, kpp: KPP })
  expect(await change({ inn: SOLE_TRADER, kpp: null })).toEqual([])
  expect(await change({ kpp: KPP })).toEqual(NOT_TOGETHER)
  expect(await findBook()).toMatchObject({ inn: SOLE_TRADER, kpp: '' })
  expect(await change({ inn: COMPANY })).toEqual([])
})

test('A10 a tax number is not changed while nobody can say what it has to fit', async () => {
  await gateway.sandbox.setFault('rest.profiles', 'http500')
  const calls = await gateway.countCalls(async () => {
    expect(await change({ kpp: KPP })).toEqual([{ code: 'BILLING_UNAVAILABLE', field: null }])
  })
  expect(calls['rest.updateProfile']).toBeUndefined()
})
