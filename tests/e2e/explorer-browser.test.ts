import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, CHROMIUM, startBrowser } from '../support/browser.ts'
import { type Program, startProgram } from '../support/program.ts'

/** In continuous integration a browser that is missing is a failure; elsewhere the tests say that they were skipped. */
const IS_REQUIRED = process.env['CI'] === 'true'

const ANSWER = "document.querySelector('.graphiql-response .view-lines')?.innerText.replace(/\\s/g, '')"

test.runIf(IS_REQUIRED)('there is a browser to try the explorer with', () => {
  expect(CHROMIUM).not.toBeNull()
})

describe.skipIf(CHROMIUM === null)('the explorer in Chromium', () => {
  let gateway: Program
  let browser: Browser
  let directory: string

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'explorer-'))
    gateway = await startProgram()
    browser = await startBrowser(CHROMIUM ?? '')
  })
  afterAll(async () => {
    await browser.close()
    await gateway.stop()
    await rm(directory, { recursive: true, force: true })
  })

  test('a developer signs in, puts the token into the header and sees the cabinet', async () => {
    const { origin } = new URL(gateway.url)
    await browser.open(`${origin}/explorer`)
    await browser.click(button('Execute query'))
    await browser.until(`/"accessTokenExpiresAt":/.test(${ANSWER})`)
    const token = /"accessToken":"(?<token>[^"]+)"/.exec(String(await browser.evaluate(ANSWER)))?.groups?.['token']
    expect(token).toMatch(/^ey/)

    await browser.click(tab('Cabinet'))
    await browser.until(`/PUT_THE_ACCESS_TOKEN_HERE/.test(${HEADERS}.innerText)`)
    await browser.click(HEADERS)
    await browser.press('a', 'Control')
    await browser.type(`{ "authorization": "Bearer ${token}" }`)
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
})

const HEADERS = "document.querySelectorAll('.graphiql-editor-tool .graphiql-editor:not(.hidden) .view-lines')[0]"

function button(label: string): string {
  return `document.querySelector('button[aria-label^="${label}"]')`
}

function tab(title: string): string {
  return `[...document.querySelectorAll('.graphiql-tab-button')].find((element) => element.innerText === '${title}')`
}
