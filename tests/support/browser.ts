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
  /** Waits, at most 15 seconds, until the expression is true in the page. */
  until(expression: string): Promise<void>
  /** Clicks the middle of the first element that the expression answers. */
  click(element: string): Promise<void>
  press(key: 'Enter' | 'a', modifier: 'Control'): Promise<void>
  /** Types into whatever has the focus. */
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
  const tools = await connectDevTools(await debuggerUrl(child))
  const { requests, complaints } = listen(tools)
  const evaluate = async (expression: string): Promise<unknown> => {
    const answer = await tools.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (answer['exceptionDetails'] !== undefined) throw new Error(`${expression}: ${JSON.stringify(answer)}`)
    return field(answer['result'], 'value')
  }
  const until = async (expression: string): Promise<void> => {
    for (const end = Date.now() + 15_000; Date.now() < end; await pause(50)) if (await evaluate(expression)) return
    throw new Error(`It did not become true: ${expression}\n${complaints.join('\n')}`)
  }
  return {
    async open(url) {
      await tools.send('Page.navigate', { url })
      await until(`document.readyState === 'complete' && location.href === ${JSON.stringify(url)}`)
    },
    evaluate,
    until,
    async click(element) {
      await until(`Boolean(${element})`)
      const middle = await evaluate(
        `(() => { const { x, y, width, height } = ${element}.getBoundingClientRect(); return { x: x + width / 2, y: y + height / 2 } })()`,
      )
      const place = { x: field(middle, 'x'), y: field(middle, 'y'), button: 'left', clickCount: 1 }
      await tools.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...place })
      await tools.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...place })
    },
    async press(key) {
      const code = key === 'Enter' ? { key, code: 'Enter', windowsVirtualKeyCode: 13 } : KEY_A
      await tools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', modifiers: CONTROL, ...code })
      await tools.send('Input.dispatchKeyEvent', { type: 'keyUp', modifiers: CONTROL, ...code })
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
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}

const CONTROL = 2
const KEY_A = { key: 'a', code: 'KeyA', windowsVirtualKeyCode: 65, commands: ['selectAll'] }

function listen(tools: DevTools): { requests: readonly string[]; complaints: readonly string[] } {
  const requests: string[] = []
  const complaints: string[] = []
  tools.on('Network.requestWillBeSent', ({ request }) => requests.push(String(field(request, 'url'))))
  tools.on('Runtime.exceptionThrown', ({ exceptionDetails }) => complaints.push(JSON.stringify(exceptionDetails)))
  tools.on('Log.entryAdded', ({ entry }) => {
    if (field(entry, 'level') === 'error') complaints.push(`${String(field(entry, 'text'))} ${String(field(entry, 'url'))}`)
  })
  return { requests, complaints }
}

function debuggerUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
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
