import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fronts, startFronts } from './fronts-harness.ts'

let fronts: Fronts
let mine: number
let theirs: number
beforeAll(async () => {
  fronts = await startFronts()
  mine = (await fronts.account('100001')).restId
  theirs = (await fronts.account('100002')).restId
})
afterAll(() => fronts.close())

async function post(path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fronts.rest(path, { method: 'POST', body: JSON.stringify(body) })
  expect(response.status).toBe(200)
  return Object.fromEntries(Object.entries(Object(await response.json())))
}
const add = (body: object) => post('/devices/add', { account_id: mine, ...body })

test('a device is kept as it is spelt, and seen in the list, over the control interface and after a restart', async () => {
  const answer = await add({ mac: 'AABB.CC00.0001', serial: '', name: 'Роутер' })
  expect(answer).toMatchObject({ ok: 1, device: { account_id: mine, mac: 'AABB.CC00.0001', name: 'Роутер' } })
  expect(await fronts.rows(`/devices?account_ids=${mine}`)).toContainEqual(answer['device'])
  await fronts.restart()
  const { body } = await fronts.control('GET', '/devices?account=100001')
  expect(body).toMatchObject({ devices: expect.arrayContaining([expect.objectContaining({ mac: 'AABB.CC00.0001' })]) })
})

test('the same MAC in any spelling, and the same number in any case, is refused with the other account in the text', async () => {
  await add({ mac: '02:00:00:00:00:0a' })
  await add({ serial: 'sn-500' })
  const taken = { ok: 0, err: `device is registered already (account ${mine})` }
  expect(await add({ account_id: theirs, mac: '02-00-00-00-00-0A' })).toEqual(taken)
  expect(await add({ account_id: theirs, serial: 'SN-500' })).toEqual(taken)
  expect(await add({ mac: '02000000000a' })).toEqual(taken)
})

test.each([
  [{}, "bad mac ''"],
  [{ mac: 'x' }, "bad mac 'x'"],
  [{ serial: 'S N' }, 'bad serial'],
  [{ serial: 'SN1', name: 'n'.repeat(65) }, 'bad name'],
  [{ account_id: 1, serial: 'SN1' }, 'no account 1'],
])('%j is refused: %s', async (body, err) => {
  expect(await add(body)).toEqual({ ok: 0, err })
})

test('a body that is none is a plain 400', async () => {
  for (const body of ['{}', '[]', '{"account_id":"x"}']) {
    expect((await fronts.rest('/devices/add', { method: 'POST', body })).status).toBe(400)
  }
})

test('an account takes ten, and no ended one takes any', async () => {
  const full = (await fronts.account('100003')).restId
  const has = (await fronts.rows(`/devices?account_ids=${full}`)).length
  for (let count = has; count < 10; count += 1) {
    expect(await add({ account_id: full, serial: `FULL-${count}` })).toMatchObject({ ok: 1 })
  }
  expect(await add({ account_id: full, serial: 'FULL-10' })).toEqual({ ok: 0, err: 'too many devices, at most 10' })
  const ended = (await fronts.account('100009')).restId
  expect(await add({ account_id: ended, serial: 'ENDED' })).toEqual({ ok: 0, err: `account is closed (${ended})` })
})

test('a device is removed by its owner alone, once', async () => {
  const { device } = await add({ serial: 'GONE-1' })
  const id = Number(Reflect.get(Object(device), 'id'))
  expect(await post('/devices/remove', { account_id: theirs, id })).toEqual({ ok: 0, err: `no device ${id}` })
  expect(await post('/devices/remove', { account_id: mine, id })).toMatchObject({ ok: 1, device: { id } })
  expect(await post('/devices/remove', { account_id: mine, id })).toEqual({ ok: 0, err: `no device ${id}` })
})

test('success can be pretended, and then nothing has changed', async () => {
  await fronts.fault('rest.addDevice', { kind: 'successWithoutApplying', times: 1 })
  expect(await add({ serial: 'PRETENCE' })).toMatchObject({ ok: 1, device: { serial: 'PRETENCE' } })
  const serials = (await fronts.rows(`/devices?account_ids=${mine}`)).map(({ serial }) => serial)
  expect(serials).not.toContain('PRETENCE')
  expect(await add({ serial: 'PRETENCE' })).toMatchObject({ ok: 1 })
})
