import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { type Billing, CREDENTIALS, expectRecord } from './billing.ts'
import { createClient } from './load.ts'
import type { ContenderName } from './options.ts'
import { type Program, startProgram } from './processes.ts'

/** Who asks: the holder of the cabinet, the holder of the long statement, an operator. */
export interface Tokens {
  readonly cabinet: string
  readonly statement: string
  readonly operator: string
}

export interface Contender {
  readonly name: ContenderName
  readonly program: Program
  readonly tokens: Tokens
}

/** Reference data is kept by everybody for as long as the gateway keeps it. */
const TARIFF_TTL_MS = 60_000
const PEER_PACKAGES = new URL('./peers/node_modules/.package-lock.json', import.meta.url)

/** Whether the peers can run: their packages are not installed with the gateway. */
export function arePeersInstalled(): boolean {
  return existsSync(PEER_PACKAGES)
}

interface Place {
  readonly billing: Billing
  /** A folder that is thrown away. */
  readonly dataDir: string
  /** Where the gateway's processor profile goes; null for none. */
  readonly profileDir: string | null
}

/** Starts one contender over the billing, with tokens that it takes. */
export async function startContender(name: ContenderName, place: Place): Promise<Contender> {
  return name === 'ours' ? startOurs(place) : startPeer(name, place.billing)
}

/** The whole product, in production as everybody else: sign-in, sessions, rules and logs are on; its log goes through a pipe. */
async function startOurs({ billing, dataDir, profileDir }: Place): Promise<Contender> {
  const program = await startProgram({
    name: 'the gateway',
    path: 'src/main.ts',
    nodeOptions: [...readStartOptions(), ...(profileDir === null ? [] : ['--cpu-prof', '--cpu-prof-dir', profileDir])],
    environment: {
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
      PORT: '0',
      DATA_DIR: join(dataDir, 'gateway'),
      STORE_URL: `sqlite:${join(dataDir, 'gateway.sqlite')}`,
      TOKEN_SIGNING_KEY: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
      BILLING_REST_URL: `${billing.url}/rest`,
      BILLING_SOAP_URL: `${billing.url}/soap`,
      BILLING_REST_KEY: CREDENTIALS.restKey,
      BILLING_SOAP_LOGIN: CREDENTIALS.soapLogin,
      BILLING_SOAP_PASSWORD: CREDENTIALS.soapPassword,
    },
  })
  try {
    const tokens = {
      cabinet: await signIn(program.url, billing.cabinetAccount.number),
      statement: await signIn(program.url, billing.statementAccount.number),
      operator: await signIn(program.url, 'operator'),
    }
    return { name: 'ours', program, tokens }
  } catch (error) {
    await program.stop()
    throw error
  }
}

/** What `npm start` tells Node. */
function readStartOptions(): readonly string[] {
  const { scripts } = expectRecord(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')))
  return String(expectRecord(scripts)['start'])
    .split(' ')
    .filter((word) => word.startsWith('--'))
}

async function signIn(url: string, login: string): Promise<string> {
  const client = createClient(new URL(url).origin, 1)
  const query =
    'mutation SignIn($input: SignInInput!) { signIn(input: $input) { session { accessToken } userErrors { message } } }'
  const body = JSON.stringify({ operationName: 'SignIn', query, variables: { input: { login, password: 'demo' } } })
  const text = await client.ask({ url, token: null, body })
  await client.close()
  const { data } = expectRecord(JSON.parse(text))
  const { session } = expectRecord(expectRecord(data)['signIn'])
  return String(expectRecord(session)['accessToken'])
}

async function startPeer(name: Exclude<ContenderName, 'ours'>, billing: Billing): Promise<Contender> {
  const { tokens, publicKey } = name === 'apollo' ? await issueTokens(billing) : makeUpToken()
  const program = await startProgram({
    name,
    path: `bench/peers/${name}/main.${name === 'limit' ? 'ts' : 'js'}`,
    environment: {
      NODE_ENV: 'production',
      BILLING_REST_URL: `${billing.url}/rest`,
      BILLING_SOAP_URL: `${billing.url}/soap`,
      BILLING_REST_KEY: CREDENTIALS.restKey,
      BILLING_SOAP_LOGIN: CREDENTIALS.soapLogin,
      BILLING_SOAP_PASSWORD: CREDENTIALS.soapPassword,
      TARIFF_TTL_MS: String(TARIFF_TTL_MS),
      TOKEN: tokens.cabinet,
      TOKEN_PUBLIC_KEY: publicKey,
    },
  })
  return { name, program, tokens }
}

/** One word that opens everything. */
function makeUpToken(): { tokens: Tokens; publicKey: string } {
  const token = randomUUID()
  return { tokens: { cabinet: token, statement: token, operator: token }, publicKey: '{}' }
}

/** Access tokens signed as the gateway signs its own (Ed25519), which say whose accounts they open. */
async function issueTokens({ cabinetAccount, statementAccount }: Billing) {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true })
  const sign = (role: string, accounts: readonly string[]) =>
    new SignJWT({ role, accounts })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer('bench')
      .setAudience('bench')
      .setIssuedAt()
      .setExpirationTime('2h')
      .sign(privateKey)
  const tokens: Tokens = {
    cabinet: await sign('SUBSCRIBER', [cabinetAccount.restId]),
    statement: await sign('SUBSCRIBER', [statementAccount.restId]),
    operator: await sign('OPERATOR', []),
  }
  return { tokens, publicKey: JSON.stringify(await exportJWK(publicKey)) }
}
