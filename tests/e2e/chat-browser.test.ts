import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, CHROMIUM, startBrowser } from '../support/browser.ts'
import { type Program, startProgram } from '../support/program.ts'

/** In continuous integration a browser that is missing is a failure; elsewhere the tests say that they were skipped. */
const IS_REQUIRED = process.env['CI'] === 'true'
const SERVE = fileURLToPath(new URL('../../examples/chat/serve.ts', import.meta.url))

test('there is a browser to chat in', ({ skip }) => {
  skip(CHROMIUM === null && !IS_REQUIRED, 'Chromium is not installed here')
  expect(CHROMIUM).not.toBeNull()
})

describe.skipIf(CHROMIUM === null)('the chat of examples/chat in two tabs', () => {
  let gateway: Program
  let page: string
  let subscriber: Browser
  let operator: Browser
  let directory: string
  const closers: (() => Promise<unknown>)[] = []

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'chat-'))
    closers.push(() => rm(directory, { recursive: true, force: true }))
    const server = spawn(process.execPath, [SERVE, '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    closers.push(async () => server.kill())
    const [address] = await once(server.stdout, 'data')
    const origin = new URL(String(address).trim()).origin
    gateway = await startProgram({ ALLOWED_ORIGINS: origin })
    closers.push(() => gateway.stop())
    page = `${origin}/?api=${encodeURIComponent(gateway.url)}`
    subscriber = await startBrowser(CHROMIUM ?? '')
    closers.push(() => subscriber.close())
    operator = await startBrowser(CHROMIUM ?? '')
    closers.push(() => operator.close())
  }, 60_000)
  afterAll(async () => {
    for (const close of closers.toReversed()) await close()
  })

  test('S3 what a subscriber writes the operator sees, and the other way round', { timeout: 90_000 }, async () => {
    await signIn(subscriber, { login: '100001', password: 'demo', ticket: '' })
    await subscriber.until("document.querySelector('#status').textContent === 'Connected.'")
    const ticket = String(await subscriber.evaluate('document.body.dataset.ticket'))
    await signIn(operator, { login: 'operator', password: 'demo', ticket })
    await operator.until("document.querySelector('#status').textContent === 'Connected.'")
    expect(await readMessages(operator)).toEqual(['other: Hello!'])

    await write(subscriber, 'Когда починят <b>линию</b>?')
    await operator.until("document.querySelectorAll('#messages li').length === 2")
    await write(operator, 'Сегодня до вечера.')
    await subscriber.until("document.querySelectorAll('#messages li').length === 3")
    await operator.until("document.querySelectorAll('#messages li').length === 3")

    expect(await readMessages(subscriber)).toEqual([
      'own: Hello!',
      'own: Когда починят <b>линию</b>?',
      'other: Сегодня до вечера.',
    ])
    expect(await readMessages(operator)).toEqual([
      'other: Hello!',
      'other: Когда починят <b>линию</b>?',
      'own: Сегодня до вечера.',
    ])
    await subscriber.screenshot(process.env['CHAT_SCREENSHOT'] ?? join(directory, 'chat.png'))
  })

  test('no page complains', () => {
    expect([...subscriber.complaints(), ...operator.complaints()]).toEqual([])
  })

  async function signIn(browser: Browser, values: Readonly<Record<string, string>>): Promise<void> {
    await browser.open(page)
    await browser.until("document.querySelector('#entry button') !== null")
    await browser.evaluate(`(() => {
      for (const [name, value] of Object.entries(${JSON.stringify(values)})) document.querySelector('#entry').elements[name].value = value
    })()`)
    await browser.click("document.querySelector('#entry button')")
  }
})

async function write(browser: Browser, text: string): Promise<void> {
  await browser.click("document.querySelector('#writing input')")
  await browser.type(text)
  await browser.click("document.querySelector('#writing button')")
}

function readMessages(browser: Browser): Promise<unknown> {
  return browser.evaluate(`[...document.querySelectorAll('#messages li')]
    .map((item) => item.className + ': ' + item.lastChild.textContent)`)
}
