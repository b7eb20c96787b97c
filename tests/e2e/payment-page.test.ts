import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestAcquirer } from '../support/acquirer.ts'
import { type Browser, CHROMIUM, startBrowser } from '../support/browser.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

/** In continuous integration a browser that is missing is a failure; elsewhere the tests say that they were skipped. */
const IS_REQUIRED = process.env['CI'] === 'true'

test('there is a browser to pay in', ({ skip }) => {
  skip(CHROMIUM === null && !IS_REQUIRED, 'Chromium is not installed here')
  expect(CHROMIUM).not.toBeNull()
})

const button = (choice: string) => `document.querySelector('button[value="${choice}"]')`

describe.skipIf(CHROMIUM === null)('the page of the sandbox acquirer', () => {
  let gateway: Gateway
  let client: Awaited<ReturnType<typeof checkoutClient>>
  let browser: Browser

  beforeAll(async () => {
    gateway = await startGateway({ checkouts: { maxPerHour: 1_000 } })
    client = await checkoutClient(gateway)
    browser = await startBrowser(CHROMIUM ?? '')
  }, 60_000)
  beforeEach(() => gateway.acquirer.set({ paymentTtlMs: 3_600_000 }))
  afterAll(async () => {
    await browser.close()
    await gateway.close()
  })

  const returnUrl = () => gateway.url.replace('/graphql', '/health/live?paid')
  const title = "document.querySelector('h1')?.textContent"

  /** The page of a new payment, opened in the browser. */
  async function open(fields: Readonly<Record<string, unknown>> = {}) {
    const checkout = await client.open({ returnUrl: returnUrl(), ...fields })
    await browser.open(`${checkout.redirectUrl}?lang=en`)
    return checkout
  }

  test('P3 somebody pays: the page says so, leads back, and the money is on the account', async () => {
    const checkout = await open({ amount: '1234.50' })
    expect(await browser.evaluate("document.querySelector('.amount').textContent")).toMatch(/1\s?234\.50 ₽/)
    expect(await browser.evaluate("document.querySelectorAll('input').length")).toBe(0)
    await browser.click(button('pay'))
    await browser.until(`${title} === 'Paid'`)
    await browser.click("document.querySelector('a.button')")
    await browser.until(`location.href === ${JSON.stringify(returnUrl())}`)
    await client.until(checkout.id, 'DONE')
  })

  test('P3 whoever waits is led back without a script', async () => {
    await open()
    await browser.click(button('pay'))
    await browser.until(`location.href === ${JSON.stringify(returnUrl())}`)
    expect(browser.complaints()).toEqual([])
  })

  test.each([
    ['decline', 'The bank has declined the payment. Nothing was taken.', 'DECLINED'],
    ['insufficient_funds', 'There was not enough money. Nothing was taken.', 'DECLINED'],
    ['cancel', 'You have canceled the payment. Nothing was taken.', 'CANCELED'],
  ])('P3 %s: the page says why, and so does the gateway', async (choice, text, state) => {
    const checkout = await open()
    await browser.click(button(choice))
    await browser.until(`${title} === 'Not paid'`)
    expect(await browser.evaluate("document.querySelector('.end p').textContent")).toBe(text)
    await client.until(checkout.id, state)
  })

  test('P3 whoever presses twice pays once', async () => {
    const before = (await client.credits()).length
    const checkout = await open()
    await browser.click(button('pay'), 2)
    await browser.until(`${title} === 'Paid'`)
    // The same form once more, as a browser sends it again after "back".
    const again = await fetch(checkout.redirectUrl ?? '', {
      method: 'POST',
      body: new URLSearchParams({ choice: 'decline' }),
    })
    expect(await again.text()).toContain('Оплачено')
    await client.until(checkout.id, 'DONE')
    expect(await client.credits()).toHaveLength(before + 1)
  })

  test('P3 whoever closes the tab has lost nothing: paid or not, the gateway knows', async () => {
    const [paid, left] = [await open(), await client.open()]
    await browser.click(button('pay'))
    await browser.until(`${title} === 'Paid'`)
    // Before it leads back by itself.
    await browser.open('about:blank')
    await client.until(paid.id, 'DONE')
    expect(await client.find(left.id)).toMatchObject({ state: 'OPEN', redirectUrl: left.redirectUrl })
    await browser.open(`${left.redirectUrl}?lang=en`)
    await browser.click(button('pay'))
    await client.until(left.id, 'DONE')
  })

  test('P3 whoever comes back late is told so, also with the old page still open', async () => {
    await gateway.acquirer.set({ paymentTtlMs: 1_500 })
    const checkout = await open()
    await new Promise((resolve) => setTimeout(resolve, 1_600))
    await browser.click(button('pay'))
    await browser.until(`${title} === 'Not paid'`)
    expect(await browser.evaluate("document.querySelector('.end p').textContent")).toMatch(/time .* is over/)
    await client.until(checkout.id, 'EXPIRED')
  })

  test('P3 SBP: the page shows the code that the cabinet can show as well, in both languages', async () => {
    const checkout = await open({ method: 'SBP' })
    expect(checkout.qrPayload).toBe(`${checkout.redirectUrl}?via=qr`)
    expect(await browser.evaluate("document.querySelector('.qr svg') !== null")).toBe(true)
    await browser.click("document.querySelector('a[hreflang=ru]')")
    await browser.until("document.documentElement?.lang === 'ru'")
    expect(await browser.evaluate('document.title')).toBe('Оплата')
    await browser.click(button('pay'))
    await client.until(checkout.id, 'DONE')
  })

  test('P3 an address that leads to no payment says so', async () => {
    const { url } = createTestAcquirer(gateway.sandbox.url)
    await browser.open(`${url}/pay/nonsense?lang=en`)
    expect(await browser.evaluate(title)).toBe('No such payment')
  })

  test('P3 the page asks nobody else for anything, and breaks none of its own rules', () => {
    const strangers = browser.requests().filter((url) => !/^(?:http:\/\/127\.0\.0\.1:|about:|data:)/.test(url))
    expect(strangers).toEqual([])
    expect(browser.complaints().filter((text) => !text.includes('404'))).toEqual([])
  })
})
