import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { loadSigningKeys } from '../../src/auth/keys.ts'
import { createTemporaryFolder } from '../support/stores.ts'

const run = promisify(execFile)
const KEYS_MODULE = new URL('../../src/auth/keys.ts', import.meta.url).href

function createPem(type: 'ed25519' | 'x25519' = 'ed25519'): string {
  const pair = type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' })
}

describe('a generated signing key', () => {
  test('is made once, for its owner only, and found again', async () => {
    const dataDir = join(await createTemporaryFolder(), 'data')
    const first = await loadSigningKeys({ pem: null, dataDir })
    const again = await loadSigningKeys({ pem: null, dataDir })
    expect(again.kid).toBe(first.kid)
    expect(again.subjectSecret).toEqual(first.subjectSecret)
    expect(await readdir(dataDir)).toEqual(['signing-key.pem'])
    expect((await stat(join(dataDir, 'signing-key.pem'))).mode & 0o777).toBe(0o600)
  })

  test('is one and the same for processes that start at once', { timeout: 30_000 }, async () => {
    const dataDir = await createTemporaryFolder()
    const program = `import { loadSigningKeys } from ${JSON.stringify(KEYS_MODULE)}
      process.stdout.write((await loadSigningKeys({ pem: null, dataDir: ${JSON.stringify(dataDir)} })).kid)`
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => run(process.execPath, ['--input-type=module', '--eval', program])),
    )
    const { kid } = await loadSigningKeys({ pem: null, dataDir })
    expect(answers.map(({ stdout }) => stdout)).toEqual(Array.from({ length: 6 }, () => kid))
    expect(await readdir(dataDir)).toEqual(['signing-key.pem'])
  })

  test('is refused when others can read it', async () => {
    const dataDir = await createTemporaryFolder()
    await loadSigningKeys({ pem: null, dataDir })
    await chmod(join(dataDir, 'signing-key.pem'), 0o644)
    await expect(loadSigningKeys({ pem: null, dataDir })).rejects.toMatchObject({
      name: 'SigningKeyError',
      message: expect.stringContaining('chmod 600'),
    })
  })

  test('is not replaced when its file is damaged', async () => {
    const dataDir = await createTemporaryFolder()
    const file = join(dataDir, 'signing-key.pem')
    await writeFile(file, 'damaged', { mode: 0o600 })
    await expect(loadSigningKeys({ pem: null, dataDir })).rejects.toMatchObject({ name: 'SigningKeyError' })
    expect(await readFile(file, 'utf8')).toBe('damaged')
  })

  test('is refused typed when the folder cannot be made', async () => {
    const folder = await createTemporaryFolder()
    await writeFile(join(folder, 'file'), '')
    await expect(loadSigningKeys({ pem: null, dataDir: join(folder, 'file') })).rejects.toMatchObject({
      name: 'SigningKeyError',
      message: expect.stringContaining('DATA_DIR'),
    })
  })
})

describe('a configured signing key', () => {
  test('is used and nothing is written', async () => {
    const dataDir = await createTemporaryFolder()
    const { kid, publicKeys } = await loadSigningKeys({ pem: createPem(), dataDir })
    expect(kid).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect([...publicKeys.keys()]).toEqual([kid])
    expect(await readdir(dataDir)).toEqual([])
  })

  test('may have its line breaks written as \\n', async () => {
    const pem = createPem()
    const [plain, escaped] = await Promise.all(
      [pem, pem.replaceAll('\n', '\\n')].map((text) => loadSigningKeys({ pem: text, dataDir: '/nonexistent' })),
    )
    expect(escaped?.kid).toBe(plain?.kid)
  })

  test('signs when it stands first, and the ones after it are still accepted', async () => {
    const [fresh, old] = [createPem(), createPem()]
    const { kid: oldKid } = await loadSigningKeys({ pem: old, dataDir: '/nonexistent' })
    const both = await loadSigningKeys({ pem: fresh + old, dataDir: '/nonexistent' })
    expect([...both.publicKeys.keys()]).toEqual([both.kid, oldKid])
  })

  test.each([
    ['nothing', ''],
    ['prose', 'my secret canary'],
    ['another kind of key', createPem('x25519')],
    ['a damaged block', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
  ])('is refused with a hint when it is %s', async (_what, pem) => {
    const error = await loadSigningKeys({ pem, dataDir: '/nonexistent' }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'SigningKeyError', message: expect.stringContaining('openssl genpkey') })
    expect(String(error)).not.toContain('canary')
  })
})
