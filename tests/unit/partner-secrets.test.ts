import { createHmac, generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { loadSigningKeys } from '../../src/auth/keys.ts'
import {
  createSalt,
  createSecretHasher,
  createSignInSecret,
  createSigningSecret,
  isSameHash,
  openSigningSecret,
  sealSigningSecret,
} from '../../src/auth/partner-secrets.ts'
import { KEYS } from '../support/auth.ts'

const pem = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })

test('secrets are 256 random bits that a scanner recognises', () => {
  expect(createSignInSecret()).toMatch(/^bgp_[\w-]{43}$/)
  expect(createSigningSecret()).toMatch(/^bgk_[\w-]{43}$/)
  expect(createSignInSecret()).not.toBe(createSignInSecret())
})

test('the same secret and salt have the same hash, and another of either has another', async () => {
  const hasher = createSecretHasher()
  const salts = [createSalt(), createSalt()] as const
  const hash = await hasher.hash('secret', salts[0])
  expect(hash).toMatch(/^v1\.[\w-]{43}$/)
  expect(await hasher.hash('secret', salts[0])).toBe(hash)
  expect(await hasher.hash('secret', salts[1])).not.toBe(hash)
  expect(await hasher.hash('Secret', salts[0])).not.toBe(hash)
  expect(isSameHash(hash ?? '', hash ?? '')).toBe(true)
  expect(isSameHash(hash ?? '', `${hash}x`)).toBe(false)
})

test('however many ask at once, a bounded number is hashed and the others are turned away at once', async () => {
  const hasher = createSecretHasher()
  const hashes = await Promise.all(Array.from({ length: 40 }, () => hasher.hash('secret', 'c2FsdHNhbHRzYWx0')))
  expect(hashes.filter((hash) => hash === null)).toHaveLength(6)
  expect(new Set(hashes).size).toBe(2)
  expect(await hasher.hash('secret', 'c2FsdHNhbHRzYWx0')).not.toBeNull()
})

test('a hash that fails gives its place back', async () => {
  const hasher = createSecretHasher()
  for (let turn = 0; turn < 3; turn += 1) await expect(hasher.hash('secret', '')).rejects.toThrow(/nonce/i)
  expect(await hasher.hash('secret', 'c2FsdHNhbHRzYWx0')).not.toBeNull()
})

test('a sealed signing secret opens for its partner, and shows nothing of itself', () => {
  const secret = createSigningSecret()
  const sealed = sealSigningSecret(secret, 'kiosk', KEYS)
  expect(sealed).not.toContain(secret.slice(4))
  expect(sealSigningSecret(secret, 'kiosk', KEYS)).not.toBe(sealed)
  const opened = createHmac('sha256', openSigningSecret(sealed, 'kiosk', KEYS))
    .update('x')
    .digest('hex')
  expect(opened).toBe(createHmac('sha256', secret).update('x').digest('hex'))
})

test('what was sealed for another partner, was changed, or was sealed with a key that is gone does not open', async () => {
  const sealed = sealSigningSecret(createSigningSecret(), 'kiosk', KEYS)
  const strangers = await loadSigningKeys({ pem: pem(), dataDir: '/nonexistent' })
  const changed = `${sealed.slice(0, -1)}${sealed.endsWith('A') ? 'Q' : 'A'}`
  for (const [material, partnerId, keys] of [
    [sealed, 'bank', KEYS],
    [changed, 'kiosk', KEYS],
    [sealed.replace('v1', 'v2'), 'kiosk', KEYS],
    ['v1', 'kiosk', KEYS],
    [sealed, 'kiosk', strangers],
  ] as const) {
    expect(() => openSigningSecret(material, partnerId, keys)).toThrow(
      expect.objectContaining({ name: 'StoreError', code: 'STORE_CORRUPT' }),
    )
  }
})

test('a former key that is still given opens what it has sealed', async () => {
  const [former, present] = [pem(), pem()]
  const before = await loadSigningKeys({ pem: former, dataDir: '/nonexistent' })
  const sealed = sealSigningSecret(createSigningSecret(), 'kiosk', before)
  const after = await loadSigningKeys({ pem: `${present}${former}`, dataDir: '/nonexistent' })
  expect(after.kid).not.toBe(before.kid)
  expect(openSigningSecret(sealed, 'kiosk', after).type).toBe('secret')
})
