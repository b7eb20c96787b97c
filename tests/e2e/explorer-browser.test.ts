import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, CHROMIUM, startBrowser } from '../support/browser.ts'
import { type Program, startProgram } from '../support/program.ts'

/** In continuous integration a browser that is missing is a failure; elsewhere the tests say that they were skipped. */
const IS_REQUIRED = process.env['CI'] === 'true'

const ANSWER = "document.querySelector('.graphiql-response .view-lines')?.innerText.replace(/\\s/g, '')"

test('there is a browser to try the explorer with', ({ skip }) => {
  skip(CHROMIUM === null && !IS_REQUIRED, 'Chromium is not installed here')
  expect(CHROMIUM).not.toBeNull()
})

describe.skipIf(CHROMIUM === null)('the explorer in Chromium', () => {
  let gateway: Program
  let browser: Browser
  let directory: string
  const closers: (() => Promise<unknown>)[] = []

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'explorer-'))
    closers.push(() => rm(directory, { recursive: true, force: true }))
    gateway = await startProgram()
    closers.push(() => gateway.stop())
    browser = await startBrowser(CHROMIUM ?? '')
    closers.push(() => browser.close())
  })
  afterAll(async () => {
    for (const close of closers.toReversed()) await close()
  })

  test('a developer signs in, puts the token into the header and sees the cabinet', { timeout: 90_000 }, async () => {
    const { origin } = new URL(gateway.url)
    await browser.open(`${origin}/explorer`)
    await browser.until(`/mutation/.test(${QUERY}?.innerText)`)
    await browser.click(button('Execute query'))
    await browser.until(`/"accessTokenExpiresAt":/.test(${ANSWER})`)
    const token = /"accessToken":"(?<token>[^"]+)"/.exec(String(await browser.evaluate(ANSWER)))?.groups?.['token']
    expect(token).toMatch(/^ey/)

    await browser.click(tab('Cabinet'))
    await browser.click(PLACEHOLDER, 2)
    await browser.type(String(token))
    await browser.until(`${HEADERS} === '{"authorization":"Bearer${token}"}'`)
    await browser.click(button('Execute query'))
    await browser.until(`/"viewer":/.test(${ANSWER})`)
    const answer = String(await browser.evaluate(ANSWER))
    expect(answer).toContain('"displayName":"ЩукинаЗояИгоревна"')
    expect(answer).toContain('"balance":{"amount":{"amount":"650.00","currency":"RUB"},"freshness":"LIVE"}')
    expect(answer).not.toContain('"errors"')

    await browser.screenshot(process.env['EXPLORER_SCREENSHOT'] ?? join(directory, 'explorer.png'))
  })

  test('the page loads nothing from elsewhere, and nothing in it is forbidden or fails', () => {
    const { origin } = new URL(gateway.url)
    const loaded = browser.requests().filter((url) => !url.startsWith('data:'))
    expect(loaded.filter((url) => url.endsWith('.js')).length).toBeGreaterThan(5)
    expect(loaded.filter((url) => new URL(url).origin !== origin)).toEqual([])
    expect(browser.complaints()).toEqual([])
  })

  test("without a way to Apollo's servers the sandbox's page leads to the explorer", async () => {
    const { origin } = new URL(gateway.url)
    await browser.open(`${origin}/graphql`)
    const script = 'https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js'
    expect(browser.complaints()).toEqual([`Failed to load resource: net::ERR_NAME_NOT_RESOLVED ${script}`])
    await browser.click("document.querySelector('a')")
    await browser.until(`location.href === '${origin}/explorer'`)
  })
})

const QUERY = "document.querySelector('.graphiql-query-editor .view-lines')"
const HEADERS = "document.querySelectorAll('[aria-label=Headers] .view-lines')[1].innerText.replace(/\\s/g, '')"
const PLACEHOLDER =
  "[...document.querySelectorAll('[aria-label=Headers] .view-line span span')].find((element) => element.innerText.includes('PUT_THE_ACCESS_TOKEN_HERE'))"

function button(label: string): string {
  return `document.querySelector('button[aria-label^="${label}"]')`
}

function tab(title: string): string {
  return `[...document.querySelectorAll('.graphiql-tab-button')].find((element) => element.innerText === '${title}')`
}
