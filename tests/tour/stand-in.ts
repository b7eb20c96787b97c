import { readId, writeId } from '../../src/graphql/ids.ts'
import type { Assembly } from './assembly.ts'
import { post } from './run.ts'

/** Accounts of the sandbox that the page names, by whose they are, and their services in the order in which they were connected. */
const OWNERS: Readonly<Record<string, string>> = {
  '87004': '100001',
  '1671405': '007123',
  '1600223': '100002',
  '1016290': '200001',
}

interface Account {
  readonly id: string
  readonly number: string
  readonly services: readonly { readonly id: string; readonly tariff: { readonly id: string } | null }[] | null
}

/** Puts the things of another billing in the place of those that the page names. */
export interface StandIns {
  /** The login that plays a caller; null for one whom nobody plays. */
  tokenOf(caller: string): Promise<string | null>
  /** Variables with the ids and contract numbers of that billing. */
  translate<T>(value: T): T
}

const MINE = '{ viewer { accounts { id number services { id tariff { id } } } } }'
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }'

export async function findStandIns(
  url: string,
  { cast, partnerSecret }: { readonly cast: Assembly['cast']; readonly partnerSecret: string | null },
): Promise<StandIns> {
  const tokens = new Map<string, string | null>()
  const accounts = new Map<string, readonly Account[]>()

  async function tokenOf(caller: string): Promise<string | null> {
    const known = tokens.get(caller)
    if (known !== undefined) return known
    const access = Object.hasOwn(cast, caller) ? cast[caller] : undefined
    const token =
      caller === 'demo-terminal'
        ? partnerSecret && (await signInPartner(url, partnerSecret))
        : access
          ? await signIn(url, access)
          : null
    tokens.set(caller, token)
    return token
  }

  for (const caller of Object.values(OWNERS)) {
    const token = await tokenOf(caller)
    if (token === null) continue
    const { viewer } = Object(Object(await post(url, { query: MINE }, token)).data)
    accounts.set(caller, Object(viewer).accounts ?? [])
  }
  const accountOf = (accountId: string) => accounts.get(OWNERS[accountId] ?? '')?.[0]

  function idFor(text: string): string {
    const id = readId(text)
    switch (id?.type) {
      case 'Account':
        return accountOf(id.accountId)?.id ?? text
      case 'Service':
        return (
          accountOf(id.accountId)?.services?.[Number(id.serviceId) % 10]?.id ??
          accountOf(id.accountId)?.services?.[0]?.id ??
          text
        )
      case 'Payment':
        return writeId({ ...id, accountId: accountIdOf(accountOf(id.accountId)?.id) ?? id.accountId })
      default:
        return text
    }
  }

  function translate<T>(value: T): T {
    const numbers = new Map(Object.entries(cast).map(([part]) => [part, accounts.get(part)?.[0]?.number]))
    const text = JSON.stringify(value).replace(/"(?<inner>[\w-]+)"/g, (whole, inner: string) => {
      const number = numbers.get(inner)
      return JSON.stringify(number ?? idFor(inner)) ?? whole
    })
    const translated: T = JSON.parse(text)
    return translated
  }
  return { tokenOf, translate }
}

function accountIdOf(globalId: string | undefined): string | null {
  const id = globalId === undefined ? null : readId(globalId)
  return id?.type === 'Account' ? id.accountId : null
}

async function signIn(
  url: string,
  input: { readonly login: string; readonly password: string },
): Promise<string | null> {
  const answer = JSON.stringify(await post(url, { query: SIGN_IN, variables: { input } }, null))
  return tokenIn(answer)
}

async function signInPartner(url: string, secret: string): Promise<string | null> {
  const query = `mutation { signInPartner(input: { partnerId: "demo-terminal", secret: ${JSON.stringify(secret)} }) { session { accessToken } } }`
  return tokenIn(JSON.stringify(await post(url, { query }, null)))
}

function tokenIn(text: string): string | null {
  return /"accessToken":"(?<token>[^"]+)"/.exec(text)?.groups?.['token'] ?? null
}
