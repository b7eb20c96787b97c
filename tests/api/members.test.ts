import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { receiveNotices } from '../support/messages.ts'

let gateway: Gateway
let owner: string
let guest: string
let operator: string
let accountId: string
beforeAll(async () => {
  gateway = await startGateway()
  owner = await gateway.signIn('200001')
  guest = await gateway.signIn('100001')
  operator = await gateway.signIn('operator')
  const { restId } = await gateway.sandbox.findAccount('200001')
  accountId = writeId({ type: 'Account', kind: 'ORGANIZATION', accountId: String(restId) })
})
beforeEach(async () => {
  await gateway.store.tries.deleteBefore(Date.now() + 1000)
})
afterAll(() => gateway.close())

interface Result {
  readonly __typename: string
  readonly code?: string
  readonly field?: string | null
  readonly message?: string
  readonly rights?: readonly string[]
  readonly accountNumber?: string
  readonly member?: { readonly id: string; readonly name: string; readonly rights: readonly string[] }
}

const REFUSED = '__typename ... on MemberRefused { code field message retryAfterSeconds }'
const DOCUMENTS = {
  inviteMember: `mutation ($input: InviteMemberInput!) { result: inviteMember(input: $input) { ${REFUSED}
    ... on MemberInvited { invitation: code expiresAt rights } } }`,
  acceptInvitation: `mutation ($input: AcceptInvitationInput!) { result: acceptInvitation(input: $input) { ${REFUSED}
    ... on InvitationAccepted { accountNumber rights } } }`,
  grantMemberRights: `mutation ($input: GrantMemberRightsInput!) { result: grantMemberRights(input: $input) { ${REFUSED}
    ... on MemberChanged { member { id name rights } } } }`,
  revokeMember: `mutation ($input: RevokeMemberInput!) { result: revokeMember(input: $input) { ${REFUSED}
    ... on MemberRevoked { memberId } } }`,
}

async function run(name: keyof typeof DOCUMENTS, input: object, headers: { token: string; language?: string }) {
  type Data = { result: Result & { invitation?: string } }
  const { data, errors } = await gateway.query<Data>(DOCUMENTS[name], { input }, headers)
  expect(errors).toEqual([])
  return data.result
}

const invite = (rights: readonly string[], name = 'Бухгалтер Анна') =>
  run('inviteMember', { accountId, name, rights, currentPassword: 'demo' }, { token: owner })

const accept = (code: string | undefined, token = guest) => run('acceptInvitation', { code }, { token })

async function accountsOf(token: string): Promise<readonly string[]> {
  type Data = { viewer: { accounts: readonly { number: string }[] } }
  const { data } = await gateway.query<Data>('{ viewer { accounts { number } } }', {}, token)
  return data.viewer.accounts.map(({ number }) => number)
}

async function membersOf(token = owner): Promise<readonly NonNullable<Result['member']>[] | null> {
  const { data, errors } = await gateway.query<{
    account: { members: readonly NonNullable<Result['member']>[] | null }
  }>(
    'query ($id: ID!) { account(id: $id) { ... on OrganizationAccount { members { id name rights since } } } }',
    { id: accountId },
    token,
  )
  expect(errors).toEqual([])
  return data.account.members
}

/** What the member may do, tried by doing it. */
async function tryTicket(token: string): Promise<string | undefined> {
  const input = {
    idempotencyKey: randomUUID(),
    accountId,
    category: 'CONSULTATION',
    subject: 'Счёт',
    text: 'Где счёт?',
  }
  const { data } = await gateway.query<{ createTicket: Result }>(
    'mutation ($input: CreateTicketInput!) { createTicket(input: $input) { __typename ... on TicketRefused { code } } }',
    { input },
    token,
  )
  return data.createTicket.code ?? data.createTicket.__typename
}

async function trySettings(token: string): Promise<string | undefined> {
  const { data } = await gateway.query<{ updateSettings: { userErrors: readonly { code: string }[] } }>(
    'mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { userErrors { code } } }',
    { input: { accountId, acceptsAdvertising: false } },
    token,
  )
  return data.updateSettings.userErrors[0]?.code
}

const settled = { timeout: 8000, interval: 500 }

test('A9 the owner invites, somebody with a login of his own accepts, and does what he may; revoked, he does nothing', async () => {
  expect(await accountsOf(guest)).toEqual(['100001'])
  const invited = await invite(['SUPPORT', 'SUPPORT'])
  expect(invited).toMatchObject({ __typename: 'MemberInvited', rights: ['VIEW', 'SUPPORT'] })
  expect(await accept(invited.invitation)).toMatchObject({ accountNumber: '200001', rights: ['VIEW', 'SUPPORT'] })
  // A session that is open already has it within five seconds.
  await expect.poll(() => accountsOf(guest), settled).toEqual(['100001', '200001'])
  expect(await tryTicket(guest)).toBe('TicketOpened')
  expect(await trySettings(guest)).toBe('NOT_ALLOWED')
  expect((await gateway.sandbox.tickets('200001'))[0]?.subject).toBe('Счёт')

  const [member] = (await membersOf()) ?? []
  expect(member).toMatchObject({ name: 'Бухгалтер Анна', rights: ['VIEW', 'SUPPORT'] })
  const memberId = member?.id ?? ''
  const granted = await run(
    'grantMemberRights',
    { memberId, rights: ['PROFILE'], currentPassword: 'demo' },
    { token: owner },
  )
  expect(granted.member).toMatchObject({ id: memberId, rights: ['VIEW', 'PROFILE'] })
  await expect.poll(() => tryTicket(guest), settled).toBe('NOT_ALLOWED')
  expect(await trySettings(guest)).toBeUndefined()

  expect(await run('revokeMember', { memberId }, { token: owner })).toMatchObject({ __typename: 'MemberRevoked' })
  await expect.poll(() => accountsOf(guest), settled).toEqual(['100001'])
  expect([await tryTicket(guest), await trySettings(guest)]).toEqual(['ACCOUNT_NOT_FOUND', 'ACCOUNT_NOT_FOUND'])
  expect(await run('revokeMember', { memberId }, { token: owner })).toMatchObject({ code: 'NOT_FOUND' })
  expect(await membersOf()).toEqual([])
}, 40_000)

test('A9 a new sign-in has the account at once, and a member decides about nobody', async () => {
  const login = await gateway.signIn('100002')
  const { invitation } = await invite(['VIEW', 'SUPPORT', 'ORDER', 'PAY', 'PROFILE'])
  expect((await accept(invitation, login)).accountNumber).toBe('200001')
  const { data } = await gateway.query<{ signIn: { session: { viewer: { accounts: readonly object[] } } } }>(
    'mutation { signIn(input: { login: "100002", password: "demo" }) { session { viewer { accounts { number } } } } }',
  )
  expect(data.signIn.session.viewer.accounts).toContainEqual({ number: '200001' })
  const member = await gateway.signIn('100002')
  expect(await membersOf(member)).toBeNull()
  const [{ id: memberId } = { id: '' }] = (await membersOf()) ?? []
  for (const answer of [
    await run('inviteMember', { accountId, name: 'Друг', rights: [] }, { token: member }),
    await run('grantMemberRights', { memberId, rights: [] }, { token: member }),
    await run('revokeMember', { memberId }, { token: member }),
    await run('revokeMember', { memberId }, { token: guest }),
  ]) {
    expect(answer).toMatchObject({ __typename: 'MemberRefused', code: 'NOT_FOUND' })
  }
  expect(await membersOf()).toHaveLength(1)
  expect(await membersOf(operator)).toHaveLength(1)
  expect((await run('revokeMember', { memberId }, { token: operator })).__typename).toBe('MemberRevoked')
})

test('A9 a code works once, for one person, who may repeat it', async () => {
  const { invitation } = await invite(['PAY'])
  const first = await accept(invitation)
  expect(await accept(invitation)).toEqual(first)
  expect(await accept(invitation, await gateway.signIn('100004'))).toMatchObject({
    code: 'CODE_NOT_VALID',
    field: 'code',
  })
  for (const code of ['', 'guess', `${invitation}x`]) expect((await accept(code)).code).toBe('CODE_NOT_VALID')
})

test('A9 a holder who brings the code of his own invitation is told so, and it works on for somebody else', async () => {
  const { invitation } = await invite(['VIEW'])
  const before = await membersOf()
  const refused = await accept(invitation, owner)
  expect(refused).toMatchObject({ __typename: 'MemberRefused', code: 'OWN_ACCOUNT', field: 'code' })
  expect([await membersOf(), await tryTicket(owner)]).toEqual([before, 'TicketOpened'])
  expect((await accept(invitation, await gateway.signIn('100005'))).accountNumber).toBe('200001')
  expect((await accept(invitation, owner)).code).toBe('CODE_NOT_VALID')
})

test('A9 whom the billing alone knows as a member may see, and not act, until the holder lets him', async () => {
  const { restId, soapId } = await gateway.sandbox.findAccount('200001')
  const ref = { id: String(restId), kind: 'ORGANIZATION', number: '200001', keys: { soap: String(soapId) } } as const
  const member = await gateway.openSession({ role: 'MEMBER', accounts: [ref] })
  expect(await accountsOf(member)).toEqual(['200001'])
  expect([await tryTicket(member), await trySettings(member)]).toEqual(['NOT_ALLOWED', 'NOT_ALLOWED'])
  await accept((await invite(['SUPPORT'])).invitation, member)
  await expect.poll(() => tryTicket(member), settled).toBe('TicketOpened')
}, 20_000)

test.each([
  ['INVALID_VALUE', 'name', () => ({ accountId, name: ' ', rights: [] })],
  ['NOT_FOUND', 'accountId', () => ({ accountId: 'nonsense', name: 'Анна', rights: [] })],
])('A9 an invitation is refused with %s at %s, in both languages', async (code, field, input) => {
  const english = await run('inviteMember', input(), { token: owner })
  const russian = await run('inviteMember', input(), { token: owner, language: 'ru' })
  expect(english).toMatchObject({ code, field, message: expect.not.stringMatching(/[а-я]/) })
  expect(russian).toMatchObject({ code, field, message: expect.stringMatching(/[а-я]/) })
})

test('A9 a person has no members, and nobody without a token, and no partner, comes near', async () => {
  const { restId } = await gateway.sandbox.findAccount('100001')
  const own = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })
  expect(await run('inviteMember', { accountId: own, name: 'Анна', rights: [] }, { token: guest })).toMatchObject({
    code: 'NOT_AN_ORGANIZATION',
  })
  const partner = await gateway.openSession({ role: 'PARTNER' })
  for (const [name, input] of [
    ['inviteMember', { accountId, name: 'Анна', rights: [] }],
    ['acceptInvitation', { code: 'x' }],
    ['grantMemberRights', { memberId: 'x', rights: [] }],
    ['revokeMember', { memberId: 'x' }],
  ] as const) {
    const answers = [
      await gateway.query(DOCUMENTS[name], { input }),
      await gateway.query(DOCUMENTS[name], { input }, partner),
    ]
    expect(answers.map(({ errors }) => errors[0]?.extensions.code)).toEqual(['UNAUTHENTICATED', 'FORBIDDEN'])
  }
})

test('legacy calls of members: two for each password, and what the messages to the holder look up', async () => {
  const calls = await gateway.countCalls(async () => {
    await invite(['VIEW'])
    await accept('nothing')
    const { invitation } = await invite(['VIEW'])
    await accept(invitation)
    const [{ id: memberId } = { id: '' }] = (await membersOf()) ?? []
    await run('grantMemberRights', { memberId, rights: ['PAY'], currentPassword: 'demo' }, { token: owner })
    expect((await run('revokeMember', { memberId }, { token: owner })).__typename).toBe('MemberRevoked')
  })
  expect(calls).toMatchObject({ 'rest.logins': 3, 'rest.checkCredentials': 3 })
  expect(
    Object.keys(calls).filter((name) => !/^rest\.(accounts|checkCredentials|logins|profiles)$/.test(name)),
  ).toEqual([])
})

test('A9 an invitation goes to the phone or e-mail that the owner typed, and whoever reads it becomes a member with it', async () => {
  const input = {
    accountId,
    name: 'Пётр <a href="x">',
    rights: ['PAY'],
    currentPassword: 'demo',
    email: ' Petr@Пример.РФ',
  }
  const document = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { ... on MemberInvited { sentBy } } }`
  const sent = await gateway.query(document, { input }, { token: owner, language: 'ru' })
  expect(sent.data).toEqual({ inviteMember: { sentBy: 'EMAIL' } })
  const letter = (await receiveNotices(gateway)).find(({ to }) => to === 'Petr@пример.рф')
  expect(letter).toMatchObject({ channel: 'EMAIL', subject: 'Приглашение' })
  expect(letter?.text).not.toMatch(/Пётр|200001/)
  const code = /: (\S+)$/.exec(letter?.text ?? '')?.[1]
  const login = await gateway.signIn('100004')
  expect(await accept(code, login)).toMatchObject({ accountNumber: '200001', rights: ['VIEW', 'PAY'] })
  const shown = await run('inviteMember', { ...input, email: null, phone: '8 912 765-43-21' }, { token: owner })
  const texts = (await receiveNotices(gateway)).filter(({ to }) => to === '+79127654321')
  expect(texts).toMatchObject([
    { channel: 'SMS', text: expect.stringContaining(`enter within 7 days: ${shown.invitation}`) },
  ])
  const trail = JSON.stringify(await gateway.auditRows()) + gateway.logLines().join('\n')
  for (const secret of [code ?? 'no code', shown.invitation ?? 'none', '9127654321', 'Petr@']) {
    expect(trail).not.toContain(secret)
  }
})

test.each([
  ['phone', { phone: '12' }],
  ['email', { email: 'a@b' }],
  ['email', { email: 'a@example.com\r\nBcc: b@example.com' }],
  ['email', { email: 'a@example.com', phone: '+79127654321' }],
])('A9 an invitation is not sent by a wrong %s: %o', async (field, wrong) => {
  const sent = (await receiveNotices(gateway)).length
  const answer = await run('inviteMember', { accountId, name: 'Анна', rights: [], ...wrong }, { token: owner })
  expect(answer).toMatchObject({ code: 'INVALID_VALUE', field })
  expect(await receiveNotices(gateway)).toHaveLength(sent)
})

const send = (phone: string) =>
  run('inviteMember', { accountId, name: 'Анна', rights: [], currentPassword: 'demo', phone }, { token: owner })

test('A9 nobody is buried in invitations, and whoever has a login is told from others by no answer', async () => {
  const { restId } = await gateway.sandbox.findAccount('100001')
  const known = `+${gateway.sandbox.books.findProfiles([restId])[0]?.phone}`
  for (const phone of [known, '+79120009988']) {
    const answers = [await send(phone), await send(phone), await send(phone), await send(phone)]
    expect(answers.map(({ code = 'sent' }) => code)).toEqual(['sent', 'sent', 'sent', 'TOO_MANY_TRIES'])
  }
})

test('A9 guesses are counted, invitations are bounded, and no code is kept or logged', async () => {
  for (let count = 1; count <= 20; count += 1) await accept(`guess-${count}`)
  const { invitation } = await invite(['VIEW'])
  expect(await accept(invitation)).toMatchObject({ code: 'TOO_MANY_TRIES', retryAfterSeconds: expect.any(Number) })
  const kinds = []
  for (let count = 0; count < 21; count += 1) kinds.push((await invite(['VIEW'])).code ?? 'invited')
  expect(kinds.at(-1)).toBe('TOO_MANY_MEMBERS')
  const kept = JSON.stringify(await gateway.auditRows()) + gateway.logLines().join('\n')
  expect(kept).toContain('member-invitation')
  expect(kept).not.toContain(invitation ?? 'no code')
})
