import type { Answer } from './answer.ts'
import { escapeScript, sourceHash } from './landing.ts'
import { CABINET_DOCUMENT, SIGN_IN_DOCUMENT, TOKEN_PLACEHOLDER } from './landing-operations.ts'

/** Every path of the explorer starts with it. */
export const EXPLORER_PATH = '/explorer'

const A_YEAR_SECONDS = 365 * 24 * 3600
const TABS = [
  { query: SIGN_IN_DOCUMENT },
  { query: CABINET_DOCUMENT, headers: JSON.stringify({ authorization: TOKEN_PLACEHOLDER }, null, 2) },
]
const STYLE = `body{margin:0}
#ruru-root{height:100vh}
#ruru-root>p{font:16px/1.5 system-ui,sans-serif;padding:1rem}
#ruru-root .graphiql-sidebar{overflow-x:hidden}`

/**
 * GraphiQL, as the package `ruru` carries it, for networks that reach nobody else. Its files are held by name in the
 * package's own table, so that a request can name one of them and nothing besides; no path of a request touches the
 * disk. They are loaded with the first request, and take about 13 MB of memory from then on.
 *
 * Answers null for a path that names nothing.
 */
export async function answerExplorer(path: string, acceptEncoding: string | undefined): Promise<Answer | null> {
  const version = await readVersion()
  if (path === EXPLORER_PATH) return renderPage(`${EXPLORER_PATH}/${version}/`)
  const folder = `${EXPLORER_PATH}/${version}/`
  if (!path.startsWith(folder)) return null
  const file = await findFile(path.slice(folder.length), acceptsBrotli(acceptEncoding))
  if (file === null) return null
  return {
    status: 200,
    headers: { ...file.headers, vary: 'Accept-Encoding' },
    relaxed: { 'cache-control': `public, max-age=${A_YEAR_SECONDS}, immutable` },
    body: file.content,
  }
}

/** A word in the folder's name that changes with the files, so that browsers may keep them for ever. */
async function readVersion(): Promise<string> {
  const entry = await findFile('ruru.js', true)
  const version = /sha256-(?<start>[\w-]{12})/.exec(entry?.headers['etag'] ?? '')?.groups?.['start']
  if (version === undefined) throw new Error('The package ruru does not hold the file ruru.js.')
  return version
}

async function findFile(name: string, isCompressed: boolean) {
  const { getStaticFile } = await import('ruru/static')
  // Source maps would take another 10 MB.
  return getStaticFile({
    staticPath: '/',
    urlPath: `/${name}`,
    acceptEncoding: isCompressed ? 'br' : undefined,
    disallowDevAssets: true,
  })
}

function acceptsBrotli(acceptEncoding = ''): boolean {
  return acceptEncoding.split(',').some((coding) => /^\s*br\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(coding))
}

function renderPage(folder: string): Answer {
  const start = startScript(folder)
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    relaxed: { 'content-security-policy': contentSecurityPolicy(start) },
    body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Billing Gateway: explorer</title>
<link rel="icon" href="data:,">
<link rel="modulepreload" href="${folder}ruru.js">
<link rel="stylesheet" href="${folder}ruru.css">
<style>${STYLE}</style>
<div id="ruru-root"><p>The explorer is loading. It needs JavaScript.</p></div>
<script type="module">${start}</script>
</html>
`,
  }
}

/** The editors look for their workers as soon as they are loaded: so the workers' place is told before. */
function startScript(folder: string): string {
  const options = { endpoint: '/graphql', defaultTabs: TABS, defaultEditorToolsVisibility: 'headers', debugTools: [] }
  return `const workers = { json: 'jsonWorker.js', graphql: 'graphqlWorker.js' }
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker('${folder}' + (workers[label] ?? 'editorWorker.js'), { type: 'module' }),
}
const { React, createRoot, Ruru } = await import('${folder}ruru.js')
createRoot(document.getElementById('ruru-root')).render(React.createElement(Ruru, ${escapeScript(JSON.stringify(options))}))`
}

/** Nothing from elsewhere. The editors write their styles as they run, hence the one word `unsafe-inline`. */
function contentSecurityPolicy(script: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${sourceHash(script)}`,
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
