import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

// Questions to whoever sits at the terminal. They go to the standard error, so that the report stays alone.

/** Whether somebody says yes; null where there is nobody to ask. */
export async function askYes(question: string): Promise<boolean | null> {
  if (!process.stdin.isTTY) return null
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^\s*y(?:es)?\s*$/i.test(await terminal.question(question))
  } finally {
    terminal.close()
  }
}

/** A secret, not shown while it is typed, or the first line of what is piped in; null where there is none. */
export async function askSecret(question: string): Promise<string | null> {
  const { stdin, stderr } = process
  if (stdin.isTTY) stderr.write(question)
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: stdin, output: silence, terminal: stdin.isTTY })
  try {
    for await (const line of terminal) return line === '' ? null : line
    return null
  } finally {
    terminal.close()
    if (stdin.isTTY) stderr.write('\n')
  }
}
