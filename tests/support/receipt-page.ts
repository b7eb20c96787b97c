import { PDFiumLibrary } from '@hyzyla/pdfium'
import jsqr from 'jsqr'

/** What a person and a scanner see on a page. */
export interface SeenPage {
  readonly pageCount: number
  /** All words, in the order in which they were written. */
  readonly text: string
  /** The bytes of the code that a scanner finds in the picture of the page; null when it finds none. */
  readonly qrBytes: Uint8Array<ArrayBuffer> | null
}

/** Draws the first page as a printer of 200 dots an inch would, and looks for a code in the picture. */
export async function seePage(pdf: Uint8Array, dotsPerInch = 200): Promise<SeenPage> {
  const library = await PDFiumLibrary.init()
  try {
    const document = await library.loadDocument(pdf)
    const page = document.getPage(0)
    const text = page.getText().replaceAll(/\s+/g, ' ')
    const { width, height, data } = await page.render({ scale: dotsPerInch / 72, render: 'bitmap' })
    const code = jsqr.default(Uint8ClampedArray.from(data), width, height, { inversionAttempts: 'dontInvert' })
    return { pageCount: document.getPageCount(), text, qrBytes: code && Uint8Array.from(code.binaryData) }
  } finally {
    library.destroy()
  }
}
