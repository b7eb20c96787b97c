import { readId } from '../../src/graphql/ids.ts'
import type { PartnerCredentials } from '../support/partner-client.ts'
import type { Assembly } from './assembly.ts'
import { post } from './run.ts'

/** Accounts of the sandbox that the page names, by whose they are, and their services in the order in which they were connected. */
const OWNERS: Readonly<Record<string, string>> = {
  '87004': '100001',
  '1671405': '007123',
  '1600223': '100004',
  '1016290': '200001',
}

interface Account {
  readonly id: string
  readonly number: string
  readonly services:
    | readonly { readonly id: string; readonly availableTariffs: readonly { readonly id: string }[] | null }[]
    | null
}

/** Puts the things of another billing in the place of those that the page names. */
export interface StandIns {
  /** A token of whoever plays a caller; null for one whom nobody plays. */
  tokenOf(caller: string): Promise<string | null>
  /** An operation or its variables as text, with the ids, contract numbers, logins and passwords of that billing. */
  translate(text: string, caller: string | null): string
}

const MINE = '{ viewer { accounts { id number services { id availableTariffs { id } } } } }'
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }'
/** Everybody's on the page. */
const PASSWORD = 'demo'

export async function findStandIns(
  url: string,
  { cast, partner }: { readonly cast: Assembly['cast']; readonly partner: PartnerCredentials },
): Promise<StandIns> {
  const tokens = new Map<string, string | null>()
  const accounts = new Map<string, readonly Account[]>()

  async function tokenOf(caller: string): Promise<string | null> {
    const known = tokens.get(caller)
    if (known !== undefined) return known
    const access = Object.hasOwn(cast, caller) ? cast[caller] : undefined
    const own = access ? await signIn(url, access) : null
    const token = caller === 'demo-terminal' ? await signInPartner(url, partner) : own
    tokens.set(caller, token)
    return token
  }

  for (const caller of Object.keys(cast)) {
    const token = await tokenOf(caller)
    const { viewer } = Object(Object(token && (await post(url, { query: MINE }, token))).data)
    accounts.set(caller, Object(viewer).accounts ?? [])
  }
  // Whoever is signed in from the beginning would be signed out on the way.
  tokens.clear()
  const accountOf = (accountId: string) => accounts.get(OWNERS[accountId] ?? '')?.[0]
  const tariffs = [...accounts.values()]
    .flat()
    .flatMap(({ services }) => services?.flatMap(({ availableTariffs }) => availableTariffs?.[0]?.id ?? []) ?? [])

  function idFor(text: string, caller: string | null): string {
    const id = readId(text)
    if (id?.type === 'Account') return accountOf(id.accountId)?.id ?? text
    if (id?.type === 'Service') {
      const services = accountOf(id.accountId)?.services
      return services?.[Number(id.serviceId) % 10]?.id ?? services?.[0]?.id ?? text
    }
    if (id?.type !== 'Tariff') return text
    const services = accounts.get(caller ?? '')?.[0]?.services
    const available = services?.flatMap(({ availableTariffs }) => availableTariffs ?? []) ?? []
    return available[Number(id.tariffId) % available.length]?.id ?? tariffs[0] ?? text
  }

  /** Of JSON and of GraphQL, which write names with and without quotes. */
  function translate(text: string, caller: string | null): string {
    const named = /\blogin"?: ?"(?<login>[^"]+)"/.exec(text)?.groups?.['login'] ?? caller ?? ''
    return text
      .replace(/(?<name>\blogin"?: ?)"(?<login>[^"]+)"/g, (whole, name: string, login: string) =>
        cast[login] ? `${name}${JSON.stringify(cast[login].login)}` : whole,
      )
      .replace(
        /(?<name>[Pp]assword"?: ?)"demo"/g,
        (_whole, name: string) => `${name}${JSON.stringify(cast[named]?.password ?? PASSWORD)}`,
      )
      .replace(
        /(?<name>[Nn]umbers?"?: ?\[?)"(?<inner>\w+)"/g,
        (_whole, name: string, inner: string) => `${name}${JSON.stringify(accounts.get(inner)?.[0]?.number ?? inner)}`,
      )
      .replace(/"(?<inner>[\w-]{8,})"/g, (_whole, inner: string) => JSON.stringify(idFor(inner, caller)))
  }
  return { tokenOf, translate }
}

async function signIn(
  url: string,
  input: { readonly login: string; readonly password: string },
): Promise<string | null> {
  const answer = JSON.stringify(await post(url, { query: SIGN_IN, variables: { input } }, null))
  return tokenIn(answer)
}

async function signInPartner(url: string, { partnerId, secret }: PartnerCredentials): Promise<string | null> {
  const query = `mutation { signInPartner(input: { partnerId: "${partnerId}", secret: ${JSON.stringify(secret)} }) { session { accessToken } } }`
  return tokenIn(JSON.stringify(await post(url, { query }, null)))
}

function tokenIn(text: string): string | null {
  return /"accessToken":"(?<token>[^"]+)"/.exec(text)?.groups?.['token'] ?? null
}
