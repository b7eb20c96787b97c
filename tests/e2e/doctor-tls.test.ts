import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { environmentOf, runDoctor } from '../support/doctor.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'

const OPENSSL = 'openssl'
const hasOpenssl = spawnSync(OPENSSL, ['version']).status === 0

/** A certificate for localhost that nobody has signed. */
function makeCertificate(days: number): { readonly key: string; readonly certificate: string } {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-tls-'))
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const files = ['-keyout', key, '-out', certificate, '-days', String(days)]
  const { status } = spawnSync(OPENSSL, ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...subject])
  if (status !== 0) throw new Error('openssl made no certificate')
  return { key, certificate }
}

/** The sandbox behind TLS. */
async function secure(sandbox: TestSandbox, files: ReturnType<typeof makeCertificate>): Promise<number> {
  const { port: inner } = new URL(sandbox.url)
  const options = { key: readFileSync(files.key), cert: readFileSync(files.certificate) }
  const server = createServer(options, (incoming, response) => {
    const { url: path, method, headers } = incoming
    const outgoing = request({ host: '127.0.0.1', port: inner, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    incoming.pipe(outgoing)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return Object(server.address()).port
}

test.skipIf(!hasOpenssl)(
  'a certificate that nobody vouches for is told from an address where nobody answers',
  async () => {
    const sandbox = await startTestSandbox()
    onTestFinished(() => sandbox.close())
    const files = makeCertificate(3)
    const port = await secure(sandbox, files)
    const origin = `https://localhost:${port}`
    const address = { BILLING_REST_URL: `${origin}/rest`, BILLING_SOAP_URL: `${origin}/soap` }
    const environment = { ...environmentOf(sandbox), ...address }
    const untrusted = await runDoctor(['--no-load'], environment)
    expect(untrusted.code).toBe(3)
    expect(untrusted.output).toContain(`Address:    ${origin}: no connection (DEPTH_ZERO_SELF_SIGNED_CERT)`)
    expect(untrusted.output).toContain('NODE_EXTRA_CA_CERTS')
    const trusted = await runDoctor(['--no-load'], { ...environment, NODE_EXTRA_CA_CERTS: files.certificate })
    expect(trusted.code).toBe(1)
    expect(trusted.output).toMatch(
      /Address: +https:\/\/localhost:\d+: connected in [\d.]+ ms, TLSv1\.3, certificate until /,
    )
    expect(trusted.output).toMatch(
      /What is wrong\n {2}The certificate of https:\/\/localhost:\d+ ends in less than 14 days: .*\n$/,
    )
  },
)
