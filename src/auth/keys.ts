import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomUUID,
} from 'node:crypto'
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK } from 'jose'
import { codeOf } from '../observability/thrown.ts'

export interface SigningKeys {
  /** RFC 7638 thumbprint of the key that signs. */
  readonly kid: string
  readonly privateKey: KeyObject
  /** Every key whose tokens are accepted, by thumbprint. A token's `kid` is looked up here and nowhere else. */
  readonly publicKeys: ReadonlyMap<string, KeyObject>
  /** A secret derived from the signing key: replicas with one key count the tries of a login under one name. */
  readonly subjectSecret: Uint8Array
  /** A secret derived from each key, by thumbprint: with the first the signing keys of partners are sealed, all of them open. */
  readonly sealingKeys: ReadonlyMap<string, Uint8Array>
}

/** The message says what to do and holds no key material. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError'
}

/**
 * The Ed25519 keys of the access tokens: from PEM text (PKCS #8), or generated once into the data directory with mode
 * 0600. PEM text may hold several keys: the first signs, the others are still accepted, so a key can be replaced without
 * ending sessions.
 */
export async function loadSigningKeys(options: {
  readonly pem: string | null
  readonly dataDir: string
  /** Refuses to generate one. */
  readonly mustExist?: boolean
}): Promise<SigningKeys> {
  const pem = options.pem ?? (await readOrGenerate(options))
  const privateKeys = readPem(pem)
  const signing = privateKeys[0]
  if (!signing) {
    throw new SigningKeyError(
      'The signing key holds no "BEGIN PRIVATE KEY" block. Make one with: openssl genpkey -algorithm ed25519',
    )
  }
  const publicKeys = new Map<string, KeyObject>()
  const sealingKeys = new Map<string, Uint8Array>()
  for (const key of privateKeys) {
    const kid = await thumbprint(key)
    publicKeys.set(kid, createPublicKey(key))
    sealingKeys.set(kid, derive(key, 'billing-gateway partner keys'))
  }
  return {
    kid: await thumbprint(signing),
    privateKey: signing,
    publicKeys,
    subjectSecret: derive(signing, 'billing-gateway subjects'),
    sealingKeys,
  }
}

function derive(key: KeyObject, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key.export({ type: 'pkcs8', format: 'der' }), '', purpose, 32))
}

const PEM_BLOCK = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g

function readPem(text: string): readonly KeyObject[] {
  // Environment files often hold the line breaks of a PEM as two characters.
  const blocks = text.replaceAll('\\n', '\n').match(PEM_BLOCK) ?? []
  return blocks.map((block) => {
    const key = readKey(block)
    if (key?.asymmetricKeyType === 'ed25519') return key
    throw new SigningKeyError(
      `The signing key is ${key ? `of the type ${key.asymmetricKeyType}` : 'not readable'}, not an Ed25519 private key. ` +
        'Make one with: openssl genpkey -algorithm ed25519',
    )
  })
}

function readKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem)
  } catch {
    return null
  }
}

async function thumbprint(privateKey: KeyObject): Promise<string> {
  return calculateJwkThumbprint(await exportJWK(createPublicKey(privateKey)))
}

async function readOrGenerate(options: { readonly dataDir: string; readonly mustExist?: boolean }): Promise<string> {
  const { dataDir, mustExist = false } = options
  const file = join(dataDir, 'signing-key.pem')
  try {
    if (!(await exists(file))) {
      if (mustExist) throw new SigningKeyError(`There is no signing key ${file}. Set DATA_DIR as the gateway has it.`)
      await generate(file, dataDir)
    }
    if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
      throw new SigningKeyError(`Others can read the signing key ${file}. Run: chmod 600 ${file}`)
    }
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof SigningKeyError) throw error
    throw new SigningKeyError(
      `The signing key ${file} cannot be read or created (${codeOf(error, 'unknown error')}). Check the rights of DATA_DIR.`,
      { cause: error },
    )
  }
}

/** `link` makes the whole file appear at once and fails when another process was first: then its key is the one. */
async function generate(file: string, dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomUUID()}`
  const { privateKey } = generateKeyPairSync('ed25519')
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    await link(draft, file)
  } catch (error) {
    if (codeOf(error, 'unknown error') !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if (codeOf(error, 'unknown error') === 'ENOENT') return false
    throw error
  }
}
