import { expect, test } from 'vitest'
import { createIdentity, SOAP } from '../../src/billing/reference/identity.ts'
import { createRestClient } from '../../src/billing/reference/rest.ts'
import { call, serve, until } from '../support/http-server.ts'

const onOddity = () => undefined

test('a key that is told of while the billing is asked counts, whatever the billing answers', async () => {
  const held: (() => void)[] = []
  const { http } = await serve((_request, response) => {
    held.push(() => response.setHeader('content-type', 'application/json').end('[{"id":8,"agrm_id":88}]'))
  })
  const identity = createIdentity(createRestClient({ http, basePath: '', key: 'k', onOddity }), onOddity)
  const finding = identity.findForeignKeys(SOAP, ['7', '8', '9'], call())
  await until(() => held.length > 0)
  identity.remember([{ id: '7', keys: { [SOAP]: '77' } }])
  held.shift()?.()
  expect([...(await finding)]).toEqual([
    ['7', '77'],
    ['8', '88'],
  ])
  // Both are kept: nobody is asked.
  expect([...(await identity.findForeignKeys(SOAP, ['8', '7'], call()))]).toEqual([
    ['8', '88'],
    ['7', '77'],
  ])
  expect(held).toEqual([])
})
