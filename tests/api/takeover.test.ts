import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { type AccessMutation, askAccess } from '../support/access.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { receiveNotices } from '../support/messages.ts'

let gateway: Gateway
let heldMs = 0
beforeAll(async () => {
  gateway = await startGateway({
    billingTimeoutMs: 800,
    wrapBilling: (billing) => ({
      ...billing,
      credentials: {
        ...billing.credentials,
        checkCredentials: async (...given) => {
          const ms = heldMs
          heldMs = 0
          const verdict = await billing.credentials.checkCredentials(...given)
          await new Promise((resolve) => setTimeout(resolve, ms))
          return verdict
        },
      },
    }),
  })
})
afterAll(() => gateway.close())
beforeEach(async () => {
  await gateway.sandbox.clearFaults()
  await gateway.store.tries.deleteBefore(Date.now() + 1000)
})

const REFUSED = '__typename ... on MemberRefused { why: code field }'
const DOCUMENTS = {
  inviteMember: `mutation ($input: InviteMemberInput!) { result: inviteMember(input: $input) { ${REFUSED} ... on MemberInvited { code } } }`,
  acceptInvitation: `mutation ($input: AcceptInvitationInput!) { result: acceptInvitation(input: $input) { ${REFUSED} ... on InvitationAccepted { rights } } }`,
  grantMemberRights: `mutation ($input: GrantMemberRightsInput!) { result: grantMemberRights(input: $input) { ${REFUSED} ... on MemberChanged { member { rights } } } }`,
  revokeMember: `mutation ($input: RevokeMemberInput!) { result: revokeMember(input: $input) { ${REFUSED} } }`,
  revokeInvitation: `mutation ($input: RevokeInvitationInput!) { result: revokeInvitation(input: $input) { ${REFUSED} } }`,
}

interface Result {
  readonly __typename: string
  readonly why?: string
  readonly field?: string | null
  readonly code?: string
  readonly rights?: readonly string[]
  readonly member?: { readonly rights: readonly string[] }
}

async function run(name: keyof typeof DOCUMENTS, input: object, token: string): Promise<Result> {
  const { data, errors } = await gateway.query<{ result: Result }>(DOCUMENTS[name], { input }, token)
  expect(errors).toEqual([])
  return data.result
}

const change = (name: AccessMutation, input: object, token: string) =>
  askAccess(gateway, { name, input: { currentPassword: PASSWORD, ...input }, headers: { token } })
const PASSWORD = 'first-day'
const NEW_PASSWORD = 'синий трамвай 8'

let newcomers = 0
/** An organisation with its holder's session, and somebody who has a login of his own. */
async function createParties() {
  newcomers += 2
  const [number, guestNumber] = [String(900_100 + newcomers), String(900_101 + newcomers)]
  await gateway.sandbox.createAccount({ number, type: 'O', login: number, password: PASSWORD })
  await gateway.sandbox.createAccount({ number: guestNumber, type: 'P', login: guestNumber, password: PASSWORD })
  const { restId } = await gateway.sandbox.findAccount(number)
  const accountId = writeId({ type: 'Account', kind: 'ORGANIZATION', accountId: String(restId) })
  const [owner, guest] = [await gateway.signIn(number, PASSWORD), await gateway.signIn(guestNumber, PASSWORD)]
  const invite = (rights: readonly string[], currentPassword: string | null = PASSWORD) =>
    run('inviteMember', { accountId, name: 'Бухгалтер', rights, currentPassword }, owner)
  const accept = (code: string | undefined) => run('acceptInvitation', { code }, guest)
  return { number, guestNumber, accountId, owner, guest, invite, accept }
}

interface Listed {
  readonly members: readonly { readonly id: string; readonly rights: readonly string[] }[] | null
  readonly invitations: readonly { readonly id: string; readonly name: string }[] | null
}

async function listOf(accountId: string, token: string): Promise<Listed> {
  const { data, errors } = await gateway.query<{ account: Listed }>(
    `query ($id: ID!) { account(id: $id) { ... on OrganizationAccount {
      members { id rights } invitations { id name rights createdAt expiresAt } } } }`,
    { id: accountId },
    token,
  )
  expect(errors).toEqual([])
  return data.account
}

test('A9 a stolen session leaves no member behind: inviting takes the password, and the holder hears of it', async () => {
  const { owner, accountId, invite, accept, number } = await createParties()
  expect(await invite(['PROFILE'], null)).toMatchObject({ why: 'PASSWORD_NEEDED', field: 'currentPassword' })
  expect(await invite(['PROFILE'], 'a guess 77')).toMatchObject({ why: 'WRONG_PASSWORD', field: 'currentPassword' })
  expect(await listOf(accountId, owner)).toEqual({ members: [], invitations: [] })
  const before = (await receiveNotices(gateway)).length
  const { code } = await invite(['VIEW'])
  expect((await accept(code)).rights).toEqual(['VIEW'])
  const texts = (await receiveNotices(gateway)).slice(before).map(({ text }) => text)
  expect(texts.filter((text) => text.includes('invitations of members'))).not.toEqual([])
  expect(texts.filter((text) => text.includes(': members'))).not.toEqual([])
  // Wrong ones count with the sign-ins of the login.
  for (let tries = 0; tries < 20; tries += 1) await invite(['VIEW'], `guess ${tries} of many`)
  expect((await invite(['VIEW'])).why).toBe('TOO_MANY_TRIES')
  const { data } = await gateway.query<{ signIn: { userErrors: readonly { code: string }[] } }>(
    'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }',
    { input: { login: number, password: PASSWORD } },
  )
  expect(data.signIn.userErrors).toMatchObject([{ code: 'TOO_MANY_TRIES' }])
})

test('A9 a right more takes the password, a right less does not', async () => {
  const { owner, accountId, invite, accept } = await createParties()
  await accept((await invite(['PAY'])).code)
  const memberId = (await listOf(accountId, owner)).members?.[0]?.id
  const grant = (input: object) => run('grantMemberRights', { memberId, ...input }, owner)
  expect(await grant({ rights: ['PAY', 'ORDER'] })).toMatchObject({ why: 'PASSWORD_NEEDED' })
  expect(await grant({ rights: ['ORDER'], currentPassword: 'a guess 77' })).toMatchObject({ why: 'WRONG_PASSWORD' })
  expect((await grant({ rights: [] })).member?.rights).toEqual(['VIEW'])
  expect((await grant({ rights: ['ORDER'], currentPassword: PASSWORD })).member?.rights).toEqual(['VIEW', 'ORDER'])
})

test('A9 one operation holds one invitation', async () => {
  const { owner, accountId } = await createParties()
  const one = `inviteMember(input: { accountId: "${accountId}", name: "Анна", rights: [VIEW] }) { __typename }`
  const { errors } = await gateway.query(`mutation { a: ${one} b: ${one} }`, {}, owner)
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('A9 telephone and e-mail of the agreement are the holder’s: a member with PROFILE changes settings alone', async () => {
  const { accountId, invite, accept, guestNumber, owner } = await createParties()
  await accept((await invite(['PROFILE'])).code)
  const member = await gateway.signIn(guestNumber, PASSWORD)
  const update = async (token: string) => {
    const { data } = await gateway.query<{ updateProfile: { userErrors: readonly object[] } }>(
      'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { userErrors { code field } } }',
      { input: { accountId, phone: '+79990001122', currentPassword: PASSWORD } },
      token,
    )
    return data.updateProfile.userErrors
  }
  expect(await update(member)).toEqual([{ code: 'NOT_ALLOWED', field: 'phone' }])
  const settings = await gateway.query<{ updateSettings: { userErrors: readonly object[] } }>(
    'mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { userErrors { code } } }',
    { input: { accountId, acceptsAdvertising: false } },
    member,
  )
  expect(settings.data.updateSettings.userErrors).toEqual([])
  expect(await update(owner)).toEqual([])
})

test('A9 whoever is a member no more, or has fewer rights, comes back by no invitation that was left over', async () => {
  const { owner, accountId, invite, accept } = await createParties()
  const leftOver = await invite(['PAY', 'ORDER', 'PROFILE'])
  await accept((await invite(['VIEW'])).code)
  expect((await accept(leftOver.code)).why).toBe('CODE_NOT_VALID')
  const memberId = (await listOf(accountId, owner)).members?.[0]?.id
  await run('grantMemberRights', { memberId, rights: ['PAY'], currentPassword: PASSWORD }, owner)
  const another = await invite(['PAY', 'ORDER'])
  await run('grantMemberRights', { memberId, rights: ['VIEW'] }, owner)
  expect((await accept(another.code)).why).toBe('CODE_NOT_VALID')
  const third = await invite(['ORDER'])
  expect((await run('revokeMember', { memberId }, owner)).__typename).toBe('MemberRevoked')
  expect((await accept(third.code)).why).toBe('CODE_NOT_VALID')
  expect(await listOf(accountId, owner)).toEqual({ members: [], invitations: [] })
  expect((await accept((await invite(['VIEW'])).code)).rights).toEqual(['VIEW'])
})

test('A9 the holder sees the invitations that wait, and takes one back', async () => {
  const { owner, guest, accountId, invite, accept } = await createParties()
  const [first, second] = [await invite(['PAY']), await invite(['VIEW'])]
  const listed = (await listOf(accountId, owner)).invitations ?? []
  expect(listed).toMatchObject([
    { name: 'Бухгалтер', rights: ['VIEW', 'PAY'] },
    { name: 'Бухгалтер', rights: ['VIEW'] },
  ])
  expect(JSON.stringify(listed)).not.toContain(first.code)
  const invitationId = listed[0]?.id
  const foreign = await createParties()
  for (const [token, input] of [
    [guest, { accountId, invitationId }],
    [foreign.owner, { accountId, invitationId }],
    [foreign.owner, { accountId: foreign.accountId, invitationId }],
    [owner, { accountId, invitationId: 'nonsense' }],
  ] as const) {
    expect(await run('revokeInvitation', input, token)).toMatchObject({ why: 'NOT_FOUND' })
  }
  expect((await run('revokeInvitation', { accountId, invitationId }, owner)).__typename).toBe('InvitationRevoked')
  expect(await run('revokeInvitation', { accountId, invitationId }, owner)).toMatchObject({ why: 'NOT_FOUND' })
  expect((await accept(first.code)).why).toBe('CODE_NOT_VALID')
  expect((await accept(second.code)).rights).toEqual(['VIEW'])
})

test('A9 a member cannot take the contract number of the organisation for a login', async () => {
  const { number, owner, guestNumber, invite, accept } = await createParties()
  expect((await change('changeLogin', { newLogin: `firm-${number}` }, owner)).code).toBeNull()
  await accept((await invite(['VIEW'])).code)
  const member = await gateway.signIn(guestNumber, PASSWORD)
  expect((await change('changeLogin', { newLogin: number }, member)).code).toBe('LOGIN_NOT_ALLOWED')
  expect((await change('changeLogin', { newLogin: number }, owner)).payload).toMatchObject({ login: number })
})

test('A10 a password that the billing sets after its answer was given up is called not confirmed, and ends the other sessions', async () => {
  const { guestNumber: login, guest: here } = await createParties()
  const elsewhere = await gateway.signIn(login, PASSWORD)
  await gateway.sandbox.setFault('rest.setCredentials', { kind: 'applyLate', delayMs: 2500, times: 1 })
  expect((await change('changePassword', { newPassword: NEW_PASSWORD }, here)).code).toBe('NOT_CONFIRMED')
  expect((await gateway.query('{ viewer { role } }', {}, elsewhere)).errors).toHaveLength(1)
  const signsIn = () => gateway.sandbox.books.checkCredentials(login, NEW_PASSWORD) !== null
  await expect.poll(signsIn, { timeout: 6000, interval: 200 }).toBe(true)
}, 20_000)

test('A10 a login that the present password repeats is refused', async () => {
  const { guest } = await createParties()
  expect((await change('changePassword', { newPassword: 'karenina1877' }, guest)).code).toBeNull()
  const wanted = { currentPassword: 'karenina1877', newLogin: 'karenina1877' }
  expect((await change('changeLogin', wanted, guest)).code).toBe('LOGIN_NOT_ALLOWED')
})

test('A10 a sign-in with the old password that is under way while it is changed opens no session', async () => {
  const { guestNumber: login, guest } = await createParties()
  heldMs = 1500
  const document =
    'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } userErrors { code } } }'
  const racing = gateway.query<{ signIn: object }>(document, { input: { login, password: PASSWORD } })
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect((await change('changePassword', { newPassword: NEW_PASSWORD }, guest)).payload).toMatchObject({
    changed: true,
  })
  expect((await racing).data?.signIn ?? null).toMatchObject({ session: null })
  expect(await gateway.signIn(login, NEW_PASSWORD)).not.toBe('')
})
