import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { connectDevTools, type DevTools } from './dev-tools.ts'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where Chromium stands on this machine, or null. */
export const CHROMIUM = PLACES.find((place) => existsSync(place)) ?? null

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--window-size=1400,900',
  // No name of another machine can be looked up: what a page loads comes from this one.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--remote-debugging-port=0',
]

/** A headless Chromium with one page in it. */
export interface Browser {
  open(url: string): Promise<void>
  /** Runs an expression in the page, waits for its promise, and answers its JSON. */
  evaluate(expression: string): Promise<unknown>
  /** Waits, at most 25 seconds, until the expression is true in the page. */
  until(expression: string): Promise<void>
  /** Clicks, once or twice, the middle of the element that the expression answers. */
  click(element: string, times?: 1 | 2): Promise<void>
  /** Puts text where the cursor or the selection is. */
  type(text: string): Promise<void>
  screenshot(file: string): Promise<void>
  /** The addresses of all requests that the page and its workers made. */
  requests(): readonly string[]
  /** Uncaught errors, and what the content security policy forbade. */
  complaints(): readonly string[]
  close(): Promise<void>
}

/** Starts a Chromium of its own with an empty profile. Close it. */
export async function startBrowser(executable: string): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'browser-'))
  const child = spawn(executable, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    env: { PATH: process.env['PATH'], HOME: profile, TMPDIR: profile },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const stop = async (): Promise<void> => {
    await end(child)
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  const tools = await debuggerUrl(child)
    .then(connectDevTools)
    .catch(async (error: unknown) => {
      await stop()
      throw error
    })
  const { requests, complaints } = listen(tools)
  const evaluate = async (expression: string): Promise<unknown> => {
    const answer = await tools.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (answer['exceptionDetails'] !== undefined) throw new Error(`${expression}: ${JSON.stringify(answer)}`)
    return field(answer['result'], 'value')
  }
  const until = async (expression: string): Promise<void> => {
    for (const end = Date.now() + 25_000; Date.now() < end; await pause(50)) if (await evaluate(expression)) return
    throw new Error(`It did not become true: ${expression}\n${complaints.join('\n')}`)
  }
  return {
    async open(url) {
      await tools.send('Page.navigate', { url })
      await until(`document.readyState === 'complete' && location.href === ${JSON.stringify(url)}`)
    },
    evaluate,
    until,
    async click(element, times = 1) {
      const middle = await evaluate(whenAtRest(element))
      for (let clickCount = 1; clickCount <= times; clickCount += 1) {
        const click = { x: field(middle, 'x'), y: field(middle, 'y'), button: 'left', clickCount }
        await tools.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...click })
        await tools.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...click })
      }
    },
    async type(text) {
      await tools.send('Input.insertText', { text })
    },
    async screenshot(file) {
      const { data } = await tools.send('Page.captureScreenshot', { format: 'png' })
      await writeFile(file, Buffer.from(String(data), 'base64'))
    },
    requests: () => requests,
    complaints: () => complaints,
    async close() {
      tools.close()
      await stop()
    },
  }
}

/** Where the middle of an element is, once it is there and has stopped moving: pages arrange themselves as they load. */
function whenAtRest(element: string): string {
  return `(async () => {
    let last = ''
    for (const end = Date.now() + 25_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
      const { x, y, width, height } = ${element}?.getBoundingClientRect() ?? {}
      const place = JSON.stringify({ x: x + width / 2, y: y + height / 2 })
      if (width > 0 && place === last) return JSON.parse(place)
      last = place
    }
    throw new Error('The element is not there, or does not stop moving.')
  })()`
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const hasEnded = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
  await hasEnded
  clearTimeout(timer)
}

function listen(tools: DevTools): { requests: readonly string[]; complaints: readonly string[] } {
  const requests: string[] = []
  const complaints: string[] = []
  tools.on('Network.requestWillBeSent', ({ request }) => requests.push(String(field(request, 'url'))))
  tools.on('Runtime.exceptionThrown', ({ exceptionDetails }) => complaints.push(JSON.stringify(exceptionDetails)))
  tools.on('Log.entryAdded', ({ entry }) => {
    if (field(entry, 'level') === 'error')
      complaints.push(`${String(field(entry, 'text'))} ${String(field(entry, 'url'))}`)
  })
  return { requests, complaints }
}

function debuggerUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('Chromium did not start in time.')), 20_000).unref()
    child.once('exit', (code) => reject(new Error(`Chromium ended with code ${code}.`)))
    child.once('error', reject)
    if (!child.stderr) throw new Error('Chromium has no error stream')
    createInterface(child.stderr).on('line', (line) => {
      const url = /^DevTools listening on (?<url>ws:\S+)/.exec(line)?.groups?.['url']
      if (url) resolve(url)
    })
  })
}

function field(value: unknown, name: string): unknown {
  return Object.entries(Object(value)).find(([key]) => key === name)?.[1]
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, durationMs))
}
